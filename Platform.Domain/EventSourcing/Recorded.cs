using Platform.Domain.Common;

namespace Platform.Domain.EventSourcing;

/// <summary>A fact as it stands in the record: of whom, where, when and by whom.</summary>
public sealed record Recorded<TFact>(OrganisationId Organisation, Guid Stream, long Version, DateTimeOffset At, Actor By, TFact Fact);

/// <summary>Who asks. People carry their role and id; the product's own parts only say what they are.</summary>
public sealed record Actor(OrganisationId Organisation, ActorKind Kind, Role Role = Role.None, Guid? Id = null)
{
    public static Actor System(OrganisationId organisation) => new(organisation, ActorKind.System);
    public static Actor Customer(OrganisationId organisation) => new(organisation, ActorKind.Customer);
}

public enum ActorKind { System, Customer, Assistant, Member, ApiKey }
