package graph

import (
	"entente/graph/bind"
	"entente/graph/generated"
	"entente/internal/diplo"
	"entente/internal/query"
	"entente/internal/store"
)

// Resolver is the root that the resolvers of all types share.
type Resolver struct {
	questions *query.Questions
	store     store.Reader
	base      query.Base
	version   string
	limits    Limits
}

var _ generated.ResolverRoot = (*Resolver)(nil)

// Action resolves the fields of Action.
func (r *Resolver) Action() generated.ActionResolver { return actionResolver{r} }

// ActorCandidate resolves the fields of ActorCandidate.
func (r *Resolver) ActorCandidate() generated.ActorCandidateResolver { return candidateResolver{} }

// Article resolves the fields of Article.
func (r *Resolver) Article() generated.ArticleResolver { return articleResolver{r} }

// Country resolves the fields of Country.
func (r *Resolver) Country() generated.CountryResolver {
	return bodyResolver[*bind.Country]{actorResolver[*bind.Country]{r}}
}

// Dyad resolves the fields of Dyad.
func (r *Resolver) Dyad() generated.DyadResolver { return dyadResolver{r} }

// Event resolves the fields of Event.
func (r *Resolver) Event() generated.EventResolver { return eventResolver{} }

// EventGroup resolves the fields of EventGroup.
func (r *Resolver) EventGroup() generated.EventGroupResolver { return groupResolver{r} }

// Group resolves the fields of Group.
func (r *Resolver) Group() generated.GroupResolver { return actorResolver[*bind.Group]{r} }

// GroupKey resolves the fields of GroupKey.
func (r *Resolver) GroupKey() generated.GroupKeyResolver { return groupKeyResolver{} }

// Mention resolves the fields of Mention.
func (r *Resolver) Mention() generated.MentionResolver { return mentionResolver{} }

// NeighborhoodEdge resolves the fields of NeighborhoodEdge.
func (r *Resolver) NeighborhoodEdge() generated.NeighborhoodEdgeResolver {
	return neighborhoodEdgeResolver{}
}

// NeighborhoodNode resolves the fields of NeighborhoodNode.
func (r *Resolver) NeighborhoodNode() generated.NeighborhoodNodeResolver {
	return neighborhoodNodeResolver{}
}

// Office resolves the fields of Office.
func (r *Resolver) Office() generated.OfficeResolver { return officeResolver{} }

// Organization resolves the fields of Organization.
func (r *Resolver) Organization() generated.OrganizationResolver {
	return bodyResolver[*bind.Organization]{actorResolver[*bind.Organization]{r}}
}

// Partner resolves the fields of Partner.
func (r *Resolver) Partner() generated.PartnerResolver { return partnerResolver{} }

// PathList resolves the fields of PathList.
func (r *Resolver) PathList() generated.PathListResolver { return pathsResolver{} }

// PathStep resolves the fields of PathStep.
func (r *Resolver) PathStep() generated.PathStepResolver { return tieResolver{r} }

// Person resolves the fields of Person.
func (r *Resolver) Person() generated.PersonResolver {
	return personResolver{actorResolver[*bind.Person]{r}}
}

// Place resolves the fields of Place.
func (r *Resolver) Place() generated.PlaceResolver { return placeResolver{} }

// Quality resolves the fields of Quality.
func (r *Resolver) Quality() generated.QualityResolver { return qualityResolver{} }

// QualityConfusion resolves the fields of QualityConfusion.
func (r *Resolver) QualityConfusion() generated.QualityConfusionResolver {
	return confusionResolver{}
}

// QualityFigure resolves the fields of QualityFigure.
func (r *Resolver) QualityFigure() generated.QualityFigureResolver { return figureResolver{} }

// QualitySet resolves the fields of QualitySet.
func (r *Resolver) QualitySet() generated.QualitySetResolver { return qualitySetResolver{} }

// Query resolves the root fields.
func (r *Resolver) Query() generated.QueryResolver { return queryResolver{r} }

// Reaction resolves the fields of Reaction.
func (r *Resolver) Reaction() generated.ReactionResolver { return reactionResolver{} }

// RelationInfo resolves the fields of RelationInfo.
func (r *Resolver) RelationInfo() generated.RelationInfoResolver { return relationInfoResolver{} }

// SearchHit resolves the fields of SearchHit.
func (r *Resolver) SearchHit() generated.SearchHitResolver { return searchHitResolver{} }

// isEmptyText tells whether the value is a text, of whatever type that the schema gives out as one, and empty.
func isEmptyText(value any) bool {
	switch v := value.(type) {
	case string:
		return v == ""
	case store.Cursor:
		return v == ""
	case diplo.OccurrenceID:
		return v == ""
	}
	return false
}
