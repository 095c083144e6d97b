package graph_test

import (
	"testing"

	"entente/internal/diplo"
	"entente/internal/store"
)

// TestWhereSourcesDisagree asks about three papers:
//
//	Azerbaijan ATTACKED the Armenians of Karabakh, in Martuni    told by the Post
//	Russia     ATTACKED the Armenians of Karabakh, in Martuni    told by the Echo
//	Azerbaijan DENIED   the attack                               told by the Echo
//	Blinken    SPOKE_TO Aliyev on the 19th                       told by the Post
//	the USA    MET      Azerbaijan on the 20th                   told by the Echo
func TestWhereSourcesDisagree(t *testing.T) {
	martuni := diplo.Place{Name: "Martuni", Country: "AZE"}
	post := newPaper("The Post", "https://post.example/1", "2023-09-20")
	attack := post.tell("Azerbaijan attacked Martuni.", "attacked", diplo.Claim{Relation: "ATTACKED", Source: azerbaijan, Target: karabakh, Date: tuesday, Place: martuni})
	post.coded.Actions = []diplo.Action{{ID: diplo.ActionOfEvent(attack), Name: "the attack on Martuni", DoneBy: azerbaijan, Event: attack}}
	post.tell("Blinken spoke to Aliyev.", "spoke", diplo.Claim{Relation: "SPOKE_TO", Source: blinken, Target: aliyev, SourceFor: usa, TargetFor: azerbaijan, Date: tuesday})
	echo := newPaper("The Echo", "https://echo.example/1", "2023-09-21")
	echo.tell("Russia attacked Martuni.", "attacked", diplo.Claim{Relation: "ATTACKED", Source: russia, Target: karabakh, Date: tuesday, Place: martuni})
	echo.tell("Azerbaijan denied the attack.", "denied", diplo.Claim{Relation: "DENIED", Source: azerbaijan, Target: azerbaijan, Action: diplo.ActionOfEvent(attack), TargetIsAction: true, Date: tuesday})
	echo.coded.Actions = post.coded.Actions
	echo.tell("The United States and Azerbaijan met.", "met", diplo.Claim{Relation: "MET", Source: usa, Target: azerbaijan, Date: diplo.OnDay(diplo.DateOf(2023, 9, 20), diplo.BasisExplicit, "")})
	onEachStore(t, func(t *testing.T, s store.Store) {
		put(t, s, post.coded, echo.coded)
		wantData(t, serve(t, s), `{
			attacked: events(where: {relation: ATTACKED, source: "Azerbaijan"}) { nodes { contradicts { about event { relation source { name } } } possiblySame { id } } }
			spoke: events(where: {relation: SPOKE_TO}) { nodes { contradicts { about } possiblySame { relation source { name } } } }
		}`, `{
			"attacked": {"nodes": [{"possiblySame": [], "contradicts": [
				{"about": "TRUTH", "event": {"relation": "DENIED", "source": {"name": "Azerbaijan"}}}, {"about": "SOURCE", "event": {"relation": "ATTACKED", "source": {"name": "person:russia"}}}]}]},
			"spoke": {"nodes": [{"contradicts": [], "possiblySame": [{"relation": "MET", "source": {"name": "United States"}}]}]}
		}`)
	})
}

const russia = diplo.ActorID("person:russia")
