package graph

import (
	"entente/graph/bind"
	"entente/graph/generated"
	"entente/internal/diplo"
	"entente/internal/live"
	"entente/internal/store"
)

// Resolver is the root that the resolvers of all types share.
type Resolver struct {
	version  string
	limits   Limits
	writer   store.Writer // nil: nothing can be changed
	ingester Ingester     // nil: no articles are taken
	feed     *live.Feed   // nil: nothing is told as it happens
}

var _ generated.ResolverRoot = (*Resolver)(nil)

// Action resolves the fields of Action.
func (*Resolver) Action() generated.ActionResolver { return actionResolver{} }

// ActorCandidate resolves the fields of ActorCandidate.
func (*Resolver) ActorCandidate() generated.ActorCandidateResolver { return candidateResolver{} }

// Article resolves the fields of Article.
func (*Resolver) Article() generated.ArticleResolver { return articleResolver{} }

// Correction resolves the fields of Correction.
func (*Resolver) Correction() generated.CorrectionResolver { return correctionResolver{} }

// Country resolves the fields of Country.
func (*Resolver) Country() generated.CountryResolver {
	return bodyResolver[*bind.Country]{}
}

// Decision resolves the fields of Decision.
func (*Resolver) Decision() generated.DecisionResolver { return decisionResolver{} }

// Dyad resolves the fields of Dyad.
func (*Resolver) Dyad() generated.DyadResolver { return dyadResolver{} }

// Event resolves the fields of Event.
func (*Resolver) Event() generated.EventResolver { return eventResolver{} }

// EventGroup resolves the fields of EventGroup.
func (*Resolver) EventGroup() generated.EventGroupResolver { return groupResolver{} }

// EventTimeSeries resolves the fields of EventTimeSeries.
func (r *Resolver) EventTimeSeries() generated.EventTimeSeriesResolver { return timeSeriesResolver{} }

// Group resolves the fields of Group.
func (*Resolver) Group() generated.GroupResolver { return actorResolver[*bind.Group]{} }

// GroupKey resolves the fields of GroupKey.
func (*Resolver) GroupKey() generated.GroupKeyResolver { return groupKeyResolver{} }

// Mention resolves the fields of Mention.
func (*Resolver) Mention() generated.MentionResolver { return mentionResolver{} }

// NeighborhoodEdge resolves the fields of NeighborhoodEdge.
func (*Resolver) NeighborhoodEdge() generated.NeighborhoodEdgeResolver {
	return neighborhoodEdgeResolver{}
}

// NeighborhoodNode resolves the fields of NeighborhoodNode.
func (*Resolver) NeighborhoodNode() generated.NeighborhoodNodeResolver {
	return neighborhoodNodeResolver{}
}

// Mutation resolves what can be changed.
func (r *Resolver) Mutation() generated.MutationResolver { return mutationResolver{r} }

// Office resolves the fields of Office.
func (*Resolver) Office() generated.OfficeResolver { return officeResolver{} }

// Organization resolves the fields of Organization.
func (*Resolver) Organization() generated.OrganizationResolver {
	return bodyResolver[*bind.Organization]{}
}

// Partner resolves the fields of Partner.
func (*Resolver) Partner() generated.PartnerResolver { return partnerResolver{} }

// PathList resolves the fields of PathList.
func (*Resolver) PathList() generated.PathListResolver { return pathsResolver{} }

// PathStep resolves the fields of PathStep.
func (*Resolver) PathStep() generated.PathStepResolver { return tieResolver{} }

// Person resolves the fields of Person.
func (*Resolver) Person() generated.PersonResolver {
	return personResolver{}
}

// Place resolves the fields of Place.
func (*Resolver) Place() generated.PlaceResolver { return placeResolver{} }

// Quality resolves the fields of Quality.
func (*Resolver) Quality() generated.QualityResolver { return qualityResolver{} }

// QualityConfusion resolves the fields of QualityConfusion.
func (*Resolver) QualityConfusion() generated.QualityConfusionResolver {
	return confusionResolver{}
}

// QualityFigure resolves the fields of QualityFigure.
func (*Resolver) QualityFigure() generated.QualityFigureResolver { return figureResolver{} }

// QualitySet resolves the fields of QualitySet.
func (*Resolver) QualitySet() generated.QualitySetResolver { return qualitySetResolver{} }

// Query resolves the root fields.
func (r *Resolver) Query() generated.QueryResolver { return queryResolver{r} }

// Reaction resolves the fields of Reaction.
func (*Resolver) Reaction() generated.ReactionResolver { return reactionResolver{} }

// RelationInfo resolves the fields of RelationInfo.
func (*Resolver) RelationInfo() generated.RelationInfoResolver { return relationInfoResolver{} }

// SearchHit resolves the fields of SearchHit.
func (*Resolver) SearchHit() generated.SearchHitResolver { return searchHitResolver{} }

// Subscription resolves what can be followed.
func (r *Resolver) Subscription() generated.SubscriptionResolver { return subscriptionResolver{r} }

// isEmptyText tells whether the value is a text, of whatever type that the schema gives out as one, and empty.
func isEmptyText(value any) bool {
	switch v := value.(type) {
	case string:
		return v == ""
	case store.Cursor:
		return v == ""
	case diplo.OccurrenceID:
		return v == ""
	case diplo.EventID:
		return v == ""
	case diplo.ActorID:
		return v == ""
	case diplo.DecisionID:
		return v == ""
	case diplo.Relation:
		return v == ""
	case diplo.Modality:
		return v == ""
	case diplo.Reliability:
		return v == ""
	}
	return false
}
