package neo4j

import (
	"context"
	"slices"

	"entente/internal/store"
)

const (
	cypherHas = `
UNWIND range(0, size($rows) - 1) AS i
WITH i, $rows[i] AS r
MATCH (a:Article {id: r[0]}) WHERE a.fingerprint = r[2]
OPTIONAL MATCH (o:Origin {name: r[1]})
WITH i, r, o WHERE r[1] = '' OR o.article = r[0]
RETURN i`
	cypherAtOrigins = `
UNWIND $names AS name
MATCH (o:Origin {name: name})
RETURN o.name AS name, o.article AS article`
	cypherPlace = `
UNWIND $rows AS r
MERGE (o:Origin {name: r[0]}) SET o.article = r[1]`
	cypherVacate = `
UNWIND $rows AS name
MATCH (o:Origin {name: name}) DELETE o`
	cypherUnplaced = `
UNWIND $ids AS id
MATCH (a:Article {id: id}) WHERE NOT EXISTS { MATCH (o:Origin {article: id}) }
RETURN id`
)

// Has tells which of the documents are there as they are.
func (s *Store) Has(ctx context.Context, documents []store.Document) ([]bool, error) {
	rows := make([]any, len(documents))
	for i, d := range documents {
		rows[i] = []any{string(d.Article), d.Origin, d.Fingerprint}
	}
	found, err := s.ask(ctx, cypherHas, parameters{"rows": rows})
	if err != nil {
		return nil, err
	}
	has := make([]bool, len(documents))
	for i := range found {
		at := found[i].count("i")
		has[at] = documents[at].Fingerprint != ""
		if found[i].err != nil {
			return nil, found[i].err
		}
	}
	return has, nil
}

// Withdraw takes out what is no longer at the origins.
func (s *Store) Withdraw(ctx context.Context, origins []string) (articles int, err error) {
	if err := s.usable(ctx); err != nil {
		return 0, err
	}
	recorded := stored(s.now())
	err = s.write(ctx, func(tx transaction) error {
		c := newChange(recorded)
		err := c.withdraw(tx, &s.decided, origins)
		articles = len(c.gone)
		return err
	})
	if err != nil {
		return 0, err
	}
	return articles, nil
}

func (c *change) withdraw(tx transaction, known *decided, origins []string) error {
	if err := c.lock(tx, known); err != nil {
		return err
	}
	c.after = c.before
	at, err := articlesAt(tx, origins)
	if err != nil {
		return err
	}
	if err := tx.runEach(cypherVacate, anys(origins)); err != nil {
		return err
	}
	var leaving []string
	for _, article := range at {
		leaving = append(leaving, article)
	}
	if c.gone, err = unplaced(tx, leaving); err != nil || len(c.gone) == 0 {
		return err
	}
	return c.work(tx)
}

// articlesAt gives the articles at the origins, by the origin.
func articlesAt(tx transaction, origins []string) (map[string]string, error) {
	at := map[string]string{}
	if len(origins) == 0 {
		return at, nil
	}
	rows, err := tx.rows(cypherAtOrigins, parameters{"names": origins})
	for i := range rows {
		at[rows[i].text("name")] = rows[i].text("article")
		err = rows[i].err
	}
	return at, err
}

// unplaced are those of the articles that are there, and at no origin.
func unplaced(tx transaction, articles []string) (ids []string, err error) {
	if len(articles) == 0 {
		return nil, nil
	}
	slices.Sort(articles)
	rows, err := tx.rows(cypherUnplaced, parameters{"ids": slices.Compact(articles)})
	for i := range rows {
		ids = append(ids, rows[i].text("id"))
		err = rows[i].err
	}
	return ids, err
}

// place notes where the articles of the group are now. Those that were there before go, unless they are of the group.
func (c *change) place(tx transaction) error {
	var origins []string
	staying := map[string]bool{}
	for _, p := range c.group {
		for _, r := range p.readings {
			staying[string(r.article.ID)] = true
			if r.origin != "" {
				origins = append(origins, r.origin)
			}
		}
	}
	at, err := articlesAt(tx, origins)
	if err != nil {
		return err
	}
	var rows []any
	var leaving []string
	by := map[string]int{} // the place in the group of who takes an article's place
	for i, p := range c.group {
		for _, r := range p.readings {
			before, id := at[r.origin], string(r.article.ID)
			if r.origin == "" || before == id {
				continue
			}
			rows = append(rows, []any{r.origin, id})
			if before != "" && !staying[before] {
				leaving, by[before] = append(leaving, before), i
			}
		}
	}
	if err := tx.runEach(cypherPlace, rows); err != nil {
		return err
	}
	if c.gone, err = unplaced(tx, leaving); err != nil {
		return err
	}
	for _, id := range c.gone {
		c.results[by[id]].Gone++
	}
	return nil
}
