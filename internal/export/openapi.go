package export

import (
	"encoding/json"
	"net/http"
)

type object = map[string]any

// openAPI answers with the description of the package's paths, made of the tables that they work by.
func (x *Exports) openAPI(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/vnd.oai.openapi+json;version=3.1")
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	_ = encoder.Encode(x.description()) // a client that went away needs no answer
}

func (x *Exports) description() object {
	text := object{"type": "string"}
	paths := object{
		"/feed.atom":         object{"get": operation("eventFeed", "The latest events of a filter, as a feed.", feedParameters, "application/atom+xml", text)},
		"/export/series.csv": object{"get": operation("seriesCSV", "Counts of the events of a filter over time: time, group, count.", seriesParameters, "text/csv", text)},
	}
	for _, f := range formats {
		body := text
		switch f.extension {
		case "json":
			body = object{"type": "array", "items": object{"$ref": "#/components/schemas/EventRow"}}
		case "jsonld":
			body = object{"type": "object"}
		}
		paths["/export/events."+f.extension] = object{"get": operation("events"+f.name, "The events of a filter as "+f.name+".", eventParameters, f.bareType(), body)}
	}
	return object{
		"openapi": "3.1.0",
		"info": object{
			"title": "entente: exports", "version": x.Version,
			"description": "Events of a filter as files. Everything else is asked in GraphQL, at /graphql.",
			"license":     object{"name": "Apache-2.0", "identifier": "Apache-2.0"},
		},
		"servers": []any{object{"url": "/"}},
		"paths":   paths,
		"components": object{
			"schemas": object{"EventRow": rowSchema(), "Refusal": refusalSchema},
			"responses": object{"Refused": object{
				"description": "The request can't be answered; the body says why.",
				"content":     object{"application/json": object{"schema": object{"$ref": "#/components/schemas/Refusal"}}},
			}},
			"securitySchemes": object{
				"key":      object{"type": "http", "scheme": "bearer", "description": "An API key, where the server asks for one."},
				"password": object{"type": "http", "scheme": "basic", "description": "The key as the password of any name."},
			},
		},
		"security": []any{object{}, object{"key": []any{}}, object{"password": []any{}}},
	}
}

// refusalSchema is that of what refuse answers.
var refusalSchema = object{
	"type": "object", "required": []any{"errors"},
	"properties": object{"errors": object{"type": "array", "items": object{
		"type": "object", "required": []any{"message"},
		"properties": object{
			"message": object{"type": "string"},
			"extensions": object{"type": "object", "properties": object{
				"code":        object{"type": "string"},
				"suggestions": object{"type": "array", "items": object{"type": "string"}},
			}},
		},
	}}},
}

// rowSchema is that of a row in JSON and NDJSON.
func rowSchema() object {
	properties, names := object{}, make([]any, len(columns))
	for i, c := range columns {
		properties[c.name] = object{"type": []any{c.kind, "null"}, "description": c.about}
		names[i] = c.name
	}
	return object{"type": "object", "required": names, "properties": properties}
}

func operation(id, summary string, parameters []parameter, mediaType string, body object) object {
	list := make([]any, len(parameters))
	for i, p := range parameters {
		list[i] = p.description()
	}
	responses := object{"200": object{"description": summary, "content": object{mediaType: object{"schema": body}}}}
	for _, status := range []string{"400", "401", "403", "429", "500", "503"} {
		responses[status] = object{"$ref": "#/components/responses/Refused"}
	}
	return object{"operationId": id, "summary": summary, "parameters": list, "responses": responses}
}

func (p parameter) description() object {
	described := object{"name": p.name, "in": "query", "description": p.about}
	kind := object{"type": "string"}
	if p.kind != "" {
		kind = object{"type": p.kind}
	}
	switch {
	case p.name == "where":
		described["content"] = object{"application/json": object{"schema": object{"type": "object"}}}
	case p.many:
		described["schema"] = object{"type": "array", "items": kind}
		described["style"], described["explode"] = "form", true
	default:
		described["schema"] = kind
	}
	return described
}
