package export

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"entente/internal/access"
	"entente/internal/diplo"
)

// statuses are those that errors are answered with. A name that nobody has is wrong in the request: the file itself is there.
var statuses = map[diplo.Kind]int{
	diplo.Invalid:     http.StatusBadRequest,
	diplo.NotFound:    http.StatusBadRequest,
	diplo.Ambiguous:   http.StatusBadRequest,
	diplo.RateLimited: http.StatusTooManyRequests,
	diplo.Unavailable: http.StatusServiceUnavailable,
	diplo.Unsupported: http.StatusNotImplemented,
}

// refuse answers a request that can't be answered, in the form of a GraphQL answer without data. What is our own fault goes to the log.
func (x *Exports) refuse(w http.ResponseWriter, r *http.Request, err error) {
	if errors.Is(err, context.Canceled) {
		return // the client went away
	}
	kind := diplo.KindOf(err)
	status, told := statuses[kind]
	message := err.Error()
	if !told {
		x.Log.ErrorContext(r.Context(), "export: a request failed", "error", err)
		status, message = http.StatusInternalServerError, "something went wrong in the server; its log tells more"
	}
	code := string(kind)
	switch kind {
	case diplo.Invalid:
		code = "BAD_USER_INPUT"
	case diplo.Ambiguous:
		code = "AMBIGUOUS_ACTOR"
	}
	extensions := map[string]any{"code": code}
	var known *diplo.Error
	if errors.As(err, &known) && len(known.Suggestions) > 0 {
		extensions["suggestions"] = known.Suggestions
	}
	access.Announce(w.Header(), r, err)
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"errors": []any{map[string]any{"message": message, "extensions": extensions}}}) // a client that went away needs no answer
}
