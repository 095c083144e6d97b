package main

import (
	"log/slog"
	"net"

	"entente/internal/access"
	"entente/internal/diplo"
	"entente/internal/web"
)

// accessFlags say who may ask.
type accessFlags struct {
	Auth           string   `help:"File of API keys (see entente key): callers have to show one. Without it only this computer may ask, and may do everything." placeholder:"FILE" env:"ENTENTE_AUTH" group:"Access"`
	InsecurePublic bool     `help:"Without --auth, let anybody ask and nobody change anything; needed to listen on a public address." env:"ENTENTE_INSECURE_PUBLIC" group:"Access"`
	Rate           float64  `help:"Requests a second that each API key may make on average; any number when left out." placeholder:"N" env:"ENTENTE_RATE" group:"Access"`
	CORSOrigin     []string `name:"cors-origin" help:"Origins of other sites whose pages may ask, such as https://desk.example; * for all. None when left out." placeholder:"ORIGIN" env:"ENTENTE_CORS_ORIGIN" group:"Access"`
	CostBudget     int      `help:"Cost of operations that each API key may ask for in a minute; any when left out." placeholder:"COST" env:"ENTENTE_COST_BUDGET" group:"Access"`
}

// guard is who stands before a server that listens there.
func (f *accessFlags) guard(listens net.Addr, gate *access.Gate, log *slog.Logger) (*access.Guard, error) {
	if err := web.Origins(f.CORSOrigin).Check(); err != nil {
		return nil, err
	}
	if f.Auth != "" {
		keys, err := access.OpenKeys(f.Auth, access.Budget{Requests: f.Rate, Cost: f.CostBudget}, log)
		if err != nil {
			return nil, err
		}
		return &access.Guard{Keys: keys, Gate: gate}, nil
	}
	if f.InsecurePublic {
		return &access.Guard{Anybody: access.Reader, Gate: gate}, nil
	}
	if tcp, ok := listens.(*net.TCPAddr); ok && tcp.IP.IsLoopback() {
		return &access.Guard{Anybody: access.Admin, OnlyHere: true, Gate: gate}, nil
	}
	return nil, diplo.Errorf(diplo.Invalid, "others can reach %s, and no API keys are asked for\n"+
		"Give a file of keys (entente key new --auth keys.txt --role admin --name NAME, then --auth keys.txt), let anybody read with --insecure-public, or listen on %s",
		listens, defaultListen)
}
