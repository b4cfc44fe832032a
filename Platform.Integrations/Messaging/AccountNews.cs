namespace Platform.Integrations.Messaging;

/// <summary>What the provider decided about the seller's account rather than about a message.</summary>
/// <param name="Business">The account it is about (<see cref="ChannelAccount.AccountId"/>): such news seldom names a number by its id.</param>
/// <param name="What">The provider's own word for it.</param>
public abstract record AccountNews(string Place, string? Business, string What) : Inbound(null, Place);

/// <param name="Number">As it is displayed; only its digits can be compared.</param>
/// <param name="Limit">How many people may be written to in a day, or the provider's name for that.</param>
public sealed record QualityNews(string Place, string? Business, string What, string? Number, string? Limit) : AccountNews(Place, Business, What);

/// <param name="PeopleADay">-1 for as many as they like.</param>
public sealed record LimitNews(string Place, string? Business, string What, int? PeopleADay) : AccountNews(Place, Business, What);

public sealed record TemplateNews(string Place, string? Business, string What, TemplateAspect Aspect, string? Id, string? Name, string? Language, string? From, string? To)
    : AccountNews(Place, Business, What)
{
    public string? Reason { get; init; }
    public string? Category { get; init; }
}

/// <summary>What about a template changed. An announced category is not in force yet.</summary>
public enum TemplateAspect { Status, Quality, Category, AnnouncedCategory, Words }

public sealed record NameNews(string Place, string? Business, string What, string? Number, string? Name, string? Reason) : AccountNews(Place, Business, What);

/// <summary>The account itself: restricted, banned, deleted, taken from us or given back.</summary>
public sealed record StandingNews(string Place, string? Business, string What, Standing Standing) : AccountNews(Place, Business, What)
{
    public string? Reason { get; init; }
    public string? Until { get; init; }
}

public enum Standing { Good, Restricted, Banned, Gone, Noted }
