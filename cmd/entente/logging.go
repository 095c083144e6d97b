package main

import (
	"io"
	"log/slog"
	"os"

	"entente/internal/diplo"
	"entente/internal/web"
)

// logFlags say what a server writes of what it does.
type logFlags struct {
	LogLevel  slog.Level `help:"What is logged: debug, info (each request), warn or error; ${default} when left out." default:"info" placeholder:"LEVEL" env:"ENTENTE_LOG_LEVEL" group:"Log"`
	LogFormat string     `help:"How: text or json; ${default} when left out." default:"text" enum:"text,json" placeholder:"FORMAT" env:"ENTENTE_LOG_FORMAT" group:"Log"`
	Audit     string     `help:"Add a line of JSON for each mutation to this file: who, what, outcome. Into the log when left out." placeholder:"FILE" env:"ENTENTE_AUDIT" group:"Log"`
}

// log is where the server tells what it does.
func (f *logFlags) log(out io.Writer) *slog.Logger {
	options := &slog.HandlerOptions{Level: f.LogLevel}
	if f.LogFormat == "json" {
		return slog.New(web.WithRequestIDs(slog.NewJSONHandler(out, options)))
	}
	return slog.New(web.WithRequestIDs(slog.NewTextHandler(out, options)))
}

// audit is where mutations are told of, with what to close in the end.
func (f *logFlags) audit(log *slog.Logger) (*slog.Logger, io.Closer, error) {
	if f.Audit == "" {
		return log, io.NopCloser(nil), nil
	}
	file, err := os.OpenFile(f.Audit, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, nil, diplo.Errorf(diplo.Invalid, "can't write the audit: %w", err)
	}
	return slog.New(web.WithRequestIDs(slog.NewJSONHandler(file, nil))), file, nil
}
