using System.Collections.Immutable;
using Platform.Domain.Common;

namespace Platform.Domain.Assistant.Understanding;

/// <summary>What the moment says about how to read a message.</summary>
/// <param name="Asked">What the customer was asked for last.</param>
/// <param name="Choices">How many numbered choices they last saw.</param>
/// <param name="Sizes">The sizes of the product they speak of.</param>
/// <param name="Taken">Words that name products; they mean nothing else.</param>
public sealed record Moment(
    DateOnly Today,
    Country Country,
    Tongue Tongue = Tongue.French,
    Question? Asked = null,
    string? City = null,
    int Choices = 0,
    ImmutableArray<string> Sizes = default,
    ImmutableHashSet<int>? Taken = null)
{
    /// <summary>What they asked for last cannot be had, and they were told so.</summary>
    public bool IsUnavailable { get; init; }
}

/// <summary>Something a message holds, and at which of its words.</summary>
public readonly record struct Found<T>(T Value, int At);

/// <summary>What one message says, as far as we understand it.</summary>
public sealed record Understood(Tokens Tokens, Tongue? Tongue, IReadOnlyList<Sense> Senses)
{
    public IReadOnlyList<Found<string>> Sizes { get; init; } = [];
    public IReadOnlyList<Found<string>> Colours { get; init; } = [];
    public IReadOnlyList<Found<int>> Quantities { get; init; } = [];

    /// <summary>"le 2", "the second": which of the numbered choices.</summary>
    public int? Choice { get; init; }

    /// <summary>"then do 2 for me": a small figure that may count, and may be something else.</summary>
    public int? Unclear { get; init; }

    /// <summary>"one more, so that makes two": how many there are then; it is also the only one of the quantities.</summary>
    public int? Total { get; init; }

    public PhoneNumber? Phone { get; init; }
    public bool IsPhoneBroken { get; init; }
    public string? Name { get; init; }

    /// <summary>The words after "au nom de": "Samba Diallo" is a person there, and no shoe.</summary>
    public (int First, int Last)? Introduced { get; init; }

    public Place? City { get; init; }
    public Place? Quarter { get; init; }
    public string? Address { get; init; }

    /// <summary>The words that name places; a bag may be called like a quarter.</summary>
    public IReadOnlyList<int> PlaceWords { get; init; } = [];

    public DateOnly? Day { get; init; }

    /// <summary>"morning", "noon", "afternoon", "evening", "any" or an hour: "15".</summary>
    public string? Slot { get; init; }

    /// <summary>An amount of money the customer named; it is never more than a wish.</summary>
    public int? Amount { get; init; }

    /// <summary>"budget 600 dh", "600 max": how much they want to spend. It is no offer and asks for no discount.</summary>
    public int? Budget { get; init; }

    /// <summary>"(41) au lieu de 40": words that were taken back, and still tell which line is spoken of.</summary>
    public IReadOnlyList<int> Withdrawn { get; init; } = [];

    /// <summary>Words nothing above accounts for.</summary>
    public IReadOnlyList<int> Rest { get; init; } = [];

    public bool IsQuestion { get; init; }

    public bool Has(Concept concept) => Senses.Any(sense => sense.Concept == concept);
    public bool HasAny(params ReadOnlySpan<Concept> concepts)
    {
        foreach (var concept in concepts)
            if (Has(concept)) return true;
        return false;
    }

    public int? Where(Concept concept) => Senses.Where(sense => sense.Concept == concept).Select(sense => (int?)sense.First).FirstOrDefault();

    public bool HasDetail =>
        Sizes.Count > 0 || Colours.Count > 0 || Quantities.Count > 0 || Choice is not null || Phone is not null || Name is not null
        || City is not null || Quarter is not null || Address is not null || Day is not null || Slot is not null;
}
