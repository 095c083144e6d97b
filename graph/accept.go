package graph

import (
	"mime"
	"strconv"
	"strings"
)

// The types in which answers are given.
const (
	typeResponse = "application/graphql-response+json" // status codes tell of errors
	typeJSON     = "application/json"                  // a well-formed request is answered with 200
)

// negotiate picks the type of the answer. graphql-response+json is given only to clients that name it and do not prefer JSON;
// wildcards and no header at all get JSON.
func negotiate(headers []string) (mediaType string, acceptable bool) {
	const unnamed = -1
	response, plain, any := float64(unnamed), float64(unnamed), float64(unnamed)
	ranges := strings.Split(strings.Join(headers, ","), ",")
	named := false
	for _, text := range ranges {
		if strings.TrimSpace(text) == "" {
			continue
		}
		named = true
		accepted, parameters, err := mime.ParseMediaType(text)
		if err != nil {
			continue
		}
		if charset := strings.ToLower(parameters["charset"]); charset != "" && charset != "utf-8" {
			continue
		}
		quality := 1.0
		if q, err := strconv.ParseFloat(parameters["q"], 64); err == nil {
			quality = q
		}
		switch accepted {
		case typeResponse:
			response = max(response, quality)
		case typeJSON:
			plain = max(plain, quality)
		case "application/*", "*/*":
			any = max(any, quality)
		}
	}
	if !named {
		return typeJSON, true
	}
	if plain == unnamed {
		plain = any
	}
	switch {
	case response > 0 && response >= plain:
		return typeResponse, true
	case plain > 0:
		return typeJSON, true
	}
	return "", false
}
