package graph_test

import (
	"fmt"
	"testing"

	"entente/internal/diplo"
)

func TestSeveralSeriesHaveTheSameIntervalsEmptyOnesToo(t *testing.T) {
	h := serve(t, theStory)
	wantData(t, h, `{ eventTimeSeries(series: [
			{name: "calls", where: {relation: SPOKE_TO}}
			{name: "outlets", where: {relation: SPOKE_TO}, measure: OUTLETS}
			{where: {quadClass: MATERIAL_CONFLICT}}
		], interval: DAY, from: "2023-09-18", to: "2023-09-20", timezone: "Asia/Baku") {
		series { name points { start end count balance meanIntensity } } rows { time group count }
	} }`, `{"eventTimeSeries": {"series": [
		{"name": "calls", "points": [
			{"start": "2023-09-18", "end": "2023-09-18", "count": 0, "balance": null, "meanIntensity": null},
			{"start": "2023-09-19", "end": "2023-09-19", "count": 3, "balance": 1, "meanIntensity": 1.9},
			{"start": "2023-09-20", "end": "2023-09-20", "count": 0, "balance": null, "meanIntensity": null}]},
		{"name": "outlets", "points": [
			{"start": "2023-09-18", "end": "2023-09-18", "count": 0, "balance": null, "meanIntensity": null},
			{"start": "2023-09-19", "end": "2023-09-19", "count": 2, "balance": 1, "meanIntensity": 1.9},
			{"start": "2023-09-20", "end": "2023-09-20", "count": 0, "balance": null, "meanIntensity": null}]},
		{"name": "events 3", "points": [
			{"start": "2023-09-18", "end": "2023-09-18", "count": 0, "balance": null, "meanIntensity": null},
			{"start": "2023-09-19", "end": "2023-09-19", "count": 1, "balance": -1, "meanIntensity": -9.5},
			{"start": "2023-09-20", "end": "2023-09-20", "count": 0, "balance": null, "meanIntensity": null}]}],
		"rows": [
			{"time": "2023-09-17T20:00:00Z", "group": "calls", "count": 0}, {"time": "2023-09-18T20:00:00Z", "group": "calls", "count": 3}, {"time": "2023-09-19T20:00:00Z", "group": "calls", "count": 0},
			{"time": "2023-09-17T20:00:00Z", "group": "outlets", "count": 0}, {"time": "2023-09-18T20:00:00Z", "group": "outlets", "count": 2}, {"time": "2023-09-19T20:00:00Z", "group": "outlets", "count": 0},
			{"time": "2023-09-17T20:00:00Z", "group": "events 3", "count": 0}, {"time": "2023-09-18T20:00:00Z", "group": "events 3", "count": 1}, {"time": "2023-09-19T20:00:00Z", "group": "events 3", "count": 0}]
	}}`)
}

func TestTheFirstAndTheLastIntervalEndWhereTheSeriesDoes(t *testing.T) {
	h := serve(t, theStory)
	wantData(t, h, `{ month: eventTimeSeries(series: {where: {relation: SPOKE_TO}}, from: "2023-09-19", to: "2023-10-02") { series { name points { start end count } } }
		after: eventTimeSeries(series: {where: {relation: SPOKE_TO}}, from: "2023-09-20", to: "2023-09-21", interval: MONTH) { series { points { start end count } } }
		open: eventTimeSeries(series: {where: {relation: SPOKE_TO}}, interval: WEEK) { series { points { start end count } } }
		nothing: eventTimeSeries(series: {where: {relation: ARMED}}) { series { points { count } } rows { count } } }`, `{
		"month": {"series": [{"name": "events", "points": [{"start": "2023-09-19", "end": "2023-09-30", "count": 3}, {"start": "2023-10-01", "end": "2023-10-02", "count": 0}]}]},
		"after": {"series": [{"points": [{"start": "2023-09-20", "end": "2023-09-21", "count": 0}]}]},
		"open": {"series": [{"points": [{"start": "2023-09-18", "end": "2023-09-24", "count": 3}]}]},
		"nothing": {"series": [{"points": []}], "rows": []}}`)
}

func TestInstantsOfASeriesStandForTheirDayInTheTimeZone(t *testing.T) {
	h := serve(t, theStory)
	// 20:00 UTC on the 18th is midnight in Baku, as a dashboard there sends it.
	wantData(t, h, `{ there: eventTimeSeries(series: {}, interval: DAY, from: "2023-09-18T20:00:00Z", to: 1695153599999, timezone: "Asia/Baku") { series { points { start } } }
		utc: eventTimeSeries(series: {}, interval: DAY, from: "2023-09-18T20:00:00Z", to: 1695153599999) { series { points { start } } } }`, `{
		"there": {"series": [{"points": [{"start": "2023-09-19"}]}]}, "utc": {"series": [{"points": [{"start": "2023-09-18"}, {"start": "2023-09-19"}]}]}}`)
}

func TestSeriesThatCanNotBeCountedAreRefused(t *testing.T) {
	h := serve(t, theStory)
	for _, arguments := range []string{
		`series: []`, `series: {}, timezone: "Mars/Olympus"`, `series: {}, from: "2023-02", to: "2023-01"`, `series: {}, from: "1900", to: "2023", interval: DAY`,
		`series: {}, timezone: "Local"`,
	} {
		if got := ask(t, h, `{ eventTimeSeries(`+arguments+`) { rows { count } } }`); got.code() != "BAD_USER_INPUT" {
			t.Errorf("%s gives %s", arguments, got.raw)
		}
	}
}

func TestRowsAreFlatAndGoOnBehindACursor(t *testing.T) {
	h := serve(t, theStory)
	wantData(t, h, `{ eventRows(where: {relation: ATTACKED}) { truncated totalCount nodes {
		date endDate relation eventType quadClass intensity sourceId sourceName sourceCode targetId targetName targetCode actionName
		place placeCountry latitude longitude modality confidence articleCount outletCount sentence outlet title url } } }`, `{"eventRows": {"truncated": false, "totalCount": 1, "nodes": [{
		"date": "2023-09-19", "endDate": "2023-09-19", "relation": "ATTACKED", "eventType": "ASSAULT", "quadClass": "MATERIAL_CONFLICT", "intensity": -9.5,
		"sourceId": "country:AZE", "sourceName": "Azerbaijan", "sourceCode": "AZE", "targetId": "group:armenians-of-karabakh", "targetName": "Armenians of Karabakh", "targetCode": "NKR",
		"actionName": null, "place": "Nagorno-Karabakh", "placeCountry": "AZE", "latitude": 39.8, "longitude": 46.7, "modality": "ASSERTED", "confidence": 0.8,
		"articleCount": 1, "outletCount": 1, "sentence": "Azerbaijan launched an offensive against the Armenians of Nagorno-Karabakh.",
		"outlet": "The Wire", "title": "The Wire of 2023-09-19", "url": "https://wire.example/offensive"}]}}`)
	var ids []any
	after := ""
	for {
		got := ask(t, h, fmt.Sprintf(`{ eventRows(first: 4, after: %q) { truncated totalCount nodes { id cursor sourceName date } } }`, after))
		list := got.Data.(map[string]any)["eventRows"].(map[string]any)
		for _, node := range list["nodes"].([]any) {
			row := node.(map[string]any)
			ids, after = append(ids, row["id"]), row["cursor"].(string)
		}
		if list["truncated"] == false {
			break
		}
	}
	whole := ask(t, h, `{ events(first: 500) { nodes { id } } }`).Data.(map[string]any)["events"].(map[string]any)["nodes"].([]any)
	if len(ids) != len(whole) {
		t.Fatalf("%d rows for %d events", len(ids), len(whole))
	}
	for i := range whole {
		if id := whole[i].(map[string]any)["id"]; id != ids[i] {
			t.Errorf("row %d is %v, event %v", i, ids[i], id)
		}
	}
}

func TestWhoGoesOnWithTheCursorOfChangesMissesNothing(t *testing.T) {
	papers := story()
	s := storeOf(t, papers[:1])
	h := serve(t, s)
	var told []any
	cursor := ""
	read := func(first int) {
		for {
			got := ask(t, h, fmt.Sprintf(`{ changes(since: %q, first: %d) { cursor truncated nodes { kind id recordedAt cursor event { id } } } }`, cursor, first))
			list := got.Data.(map[string]any)["changes"].(map[string]any)
			for _, node := range list["nodes"].([]any) {
				told = append(told, node.(map[string]any)["kind"])
			}
			cursor, _ = list["cursor"].(string)
			if list["truncated"] == false {
				return
			}
		}
	}
	read(3)
	read(3) // nothing new
	if len(told) != len(papers[0].Mentions) {
		t.Fatalf("%d changes for %d events", len(told), len(papers[0].Mentions))
	}
	if _, err := s.Put(t.Context(), papers[1:]); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Decide(t.Context(), diplo.Decision{Kind: diplo.RetractArticle, Article: papers[1].Article.ID, Author: "test", Reason: "a hoax"}); err != nil {
		t.Fatal(err)
	}
	told = nil
	read(2)
	want := []any{"ADDED", "ADDED", "CHANGED", "CHANGED", "REMOVED", "REMOVED"}
	if fmt.Sprint(told) != fmt.Sprint(want) {
		t.Errorf("the Herald came and went, and told is %v, want %v", told, want)
	}
	if got := ask(t, h, `{ changes(since: "elsewhere") { cursor } }`); got.code() != "BAD_USER_INPUT" {
		t.Errorf("a cursor of nowhere gives %s", got.raw)
	}
	empty := serve(t, storeOf(t, nil))
	wantData(t, empty, `{ changes { cursor truncated nodes { id } } }`, `{"changes": {"cursor": null, "truncated": false, "nodes": []}}`)
}
