package warc_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"entente/loader/warc"
)

// record is one with the fields ("Name: value", …) and block, as archives write it.
func record(version, block string, fields ...string) string {
	return fmt.Sprintf("%s\r\n%s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", version, strings.Join(fields, "\r\n"), len(block), block)
}

// answer is a record of an HTTP response.
func answer(url, status, body string, header ...string) string {
	head := strings.Join(append([]string{"HTTP/1.1 " + status}, header...), "\r\n")
	return record("WARC/1.0", head+"\r\n\r\n"+body, "WARC-Type: response", "WARC-Target-URI: "+url, "Content-Type: application/http; msgtype=response")
}

func packed(t testing.TB, content string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := io.WriteString(w, content); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

const html = "Content-Type: text/html; charset=utf-8"

// read lists what an archive gives: "number url: content", "bad number", "end" or the error it ends with.
func read(in io.Reader) []string {
	archive := warc.NewReader(in)
	var got []string
	for {
		page, err := archive.Next()
		var bad *warc.BadRecord
		switch {
		case err == io.EOF:
			return append(got, "end")
		case errors.As(err, &bad):
			got = append(got, fmt.Sprintf("bad %d", bad.Record))
		case err != nil:
			return append(got, err.Error())
		default:
			got = append(got, fmt.Sprintf("%d %s: %s", page.Record, page.URL, page.Content))
		}
	}
}

func TestOnlyPagesThatWereGotWellAreGiven(t *testing.T) {
	in := record("WARC/1.0", "software: own\r\n", "WARC-Type: warcinfo", "Content-Type: application/warc-fields") +
		record("WARC/1.0", "GET / HTTP/1.1\r\n\r\n", "WARC-Type: request", "Content-Type: application/http; msgtype=request") +
		answer("https://a.example/1", "200 OK", "<p>One.", html) +
		answer("https://a.example/2", "404 Not Found", "<p>Gone.", html) +
		answer("https://a.example/3", "200 OK", "\xff\xd8", "Content-Type: image/jpeg") +
		answer("<https://a.example/4>", "200 OK", packed(t, "<p>Four."), html, "Content-Encoding: gzip") +
		answer("https://a.example/5", "200 OK", "<p>Five.", html, "Content-Encoding: gzip") +
		answer("https://a.example/6", "200 OK", "3\r\n<p>\r\n4\r\nSix.\r\n0\r\n\r\n", html, "Transfer-Encoding: chunked") +
		record("WARC/1.1", "HTTP/1.1 200 OK\r\nContent-Type: application/xhtml+xml\r\n\r\n<p>Seven.", "warc-type: response", "WARC-Target-URI:", "\thttps://a.example/7", "content-type: application/http")
	got := strings.Join(read(strings.NewReader(in)), "\n")
	want := "3 https://a.example/1: <p>One.\n6 https://a.example/4: <p>Four.\n7 https://a.example/5: <p>Five.\n8 https://a.example/6: <p>Six.\n9 https://a.example/7: <p>Seven.\nend"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestABadRecordCostsThatRecordOnly(t *testing.T) {
	good := answer("https://a.example/good", "200 OK", "<p>Good.", html)
	for name, bad := range map[string]string{
		"no length":        "WARC/1.0\r\nWARC-Type: response\r\n\r\nHTTP/1.1 200 OK\r\n\r\n\r\n\r\n",
		"negative length":  "WARC/1.0\r\nContent-Length: -5\r\n\r\n\r\n\r\n",
		"no field":         "WARC/1.0\r\nnonsense\r\n\r\n\r\n\r\n",
		"another version":  strings.Replace(good, "WARC/1.0", "WARC/9.0", 1),
		"long head":        "WARC/1.0\r\nX: " + strings.Repeat("x\r\n y", warc.MaxHead/3) + "\r\n\r\n",
		"no HTTP":          record("WARC/1.0", "nonsense", "WARC-Type: response", "Content-Type: application/http"),
		"short body":       answer("https://a.example/x", "200 OK", "<p>", html, "Content-Length: 50"),
		"broken gzip":      answer("https://a.example/x", "200 OK", packed(t, "<p>Long.")[:15], html, "Content-Encoding: gzip"),
		"unknown coding":   answer("https://a.example/x", "200 OK", "???", html, "Content-Encoding: br"),
		"large page":       answer("https://a.example/x", "200 OK", strings.Repeat("x", warc.MaxPage+1), html),
		"page that swells": answer("https://a.example/x", "200 OK", packed(t, strings.Repeat("x", 3*warc.MaxPage)), html, "Content-Encoding: gzip"),
		"endless HTTP":     record("WARC/1.0", "HTTP/1.1 200 OK\r\nX: "+strings.Repeat("x", 25<<20), "WARC-Type: response", "Content-Type: application/http"),
	} {
		got := strings.Join(read(strings.NewReader(good+bad+good)), "\n")
		if want := "1 https://a.example/good: <p>Good.\nbad 2\n3 https://a.example/good: <p>Good.\nend"; got != want {
			t.Errorf("%s: got\n%.300s", name, got)
		}
	}
}

func TestAnArchiveThatBreaksOffKeepsWhatStandsBefore(t *testing.T) {
	good := answer("https://a.example/good", "200 OK", "<p>Good.", html)
	for cut, want := range map[int]string{6: "end", 60: "bad 2\nend", len(good) - 8: "bad 2\nend"} {
		if got := strings.Join(read(strings.NewReader(good+good[:cut])), "\n"); got != "1 https://a.example/good: <p>Good.\n"+want {
			t.Errorf("cut after %d bytes: got\n%s", cut, got)
		}
	}
}

func FuzzNext(f *testing.F) {
	f.Add([]byte(answer("https://a.example/1", "200 OK", "<p>One.", html)))
	f.Add([]byte(answer("https://a.example/4", "200 OK", packed(f, "<p>Four."), html, "Content-Encoding: gzip")))
	f.Add([]byte("WARC/1.1\r\nContent-Length: 99999999999\r\n\r\n"))
	f.Fuzz(func(t *testing.T, in []byte) {
		archive := warc.NewReader(bytes.NewReader(in))
		for {
			page, err := archive.Next()
			if err == io.EOF {
				return
			}
			if bad := (*warc.BadRecord)(nil); err != nil && !errors.As(err, &bad) {
				t.Fatalf("an archive in memory can't be read: %v", err)
			}
			if (page == nil) == (err == nil) || page != nil && len(page.Content) > warc.MaxPage {
				t.Fatalf("gave %v and %v", page, err)
			}
		}
	})
}
