package main

import (
	"fmt"

	"entente/internal/access"
)

type keyCommand struct {
	New keyNewCommand `cmd:"" help:"Make an API key and print it."`
}

// Help is shown below the usage.
func (keyCommand) Help() string {
	return `Keys stand in a file, each by its role, its SHA-256 and its name. A running server takes over a changed file within a second; to revoke a key, take its line out.

Examples:

  entente key new --auth keys.txt --role editor --name "Ana at the desk"
  entente serve --auth keys.txt`
}

type keyNewCommand struct {
	Auth string `help:"File of API keys; made when it is not there." required:"" placeholder:"FILE" env:"ENTENTE_AUTH"`
	Role string `help:"What the key's owner may do: reader (ask), editor (put articles in, correct), admin (everything)." required:"" enum:"reader,editor,admin" placeholder:"ROLE"`
	Name string `help:"Whose key it is, or what for; stands in the audit." required:"" placeholder:"NAME"`
}

// Help is shown below the usage.
func (keyNewCommand) Help() string {
	return `The key is printed once and kept nowhere. Send it as the header Authorization: Bearer KEY, or as the password of HTTP Basic.

Example:

  entente key new --auth keys.txt --role reader --name Grafana`
}

// Run makes a key.
func (c *keyNewCommand) Run(w *world) error {
	role, err := access.ParseRole(c.Role)
	if err != nil {
		return err
	}
	key, err := access.NewKey(c.Auth, c.Name, role)
	if err != nil {
		return err
	}
	fmt.Fprintln(w.Out, key)
	w.say("This is the only time that the key is shown; %s knows it by its hash.", c.Auth)
	return nil
}
