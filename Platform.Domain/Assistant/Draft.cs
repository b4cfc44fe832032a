using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Platform.Domain.Catalogue;

namespace Platform.Domain.Assistant;

/// <summary>A sale under way in one chat: what is known, what was shown, what was asked and read out. It outlives the turn.</summary>
public sealed record Draft
{
    public static Draft Empty { get; } = new();

    public OrderDetails Details { get; init; } = OrderDetails.None;

    /// <summary>Null as soon as any detail has changed since it was read out.</summary>
    public Recap? Recap { get; init; }

    /// <summary>The products the model may name, by the place in which they were first shown.</summary>
    public ImmutableArray<ProductId> Shown { get; init; } = [];

    /// <summary>The numbered choice the customer last saw: "le 2" is its second.</summary>
    public ImmutableArray<string> Offered { get; init; } = [];

    /// <summary>Said before any product was chosen, and kept for the one that will be.</summary>
    public Wish Wish { get; init; } = Wish.None;

    /// <summary>In which size and colour products were asked for and can be had: whoever then takes one means it so.</summary>
    public ImmutableArray<DraftLine> Viewed { get; init; } = [];

    /// <summary>What was given up, and is taken up again by "bon, je la prends quand même".</summary>
    public ImmutableArray<DraftLine> Dropped { get; init; } = [];

    /// <summary>They spoke of a change that could not be noted: nothing is read out before it is settled, or the lines have changed.</summary>
    public bool IsDoubtful { get; init; }

    /// <summary>What the customer was last asked for.</summary>
    public Question? Asked { get; init; }

    public Tongue? Tongue { get; init; }

    /// <summary>Orders this chat has already brought, so that the same basket twice is two orders.</summary>
    public int Placed { get; init; }

    /// <summary>The line the customer is talking about.</summary>
    [JsonIgnore]
    public DraftLine? Current => Details.Lines is [.., var last] ? last : null;

    /// <summary>Any change of a detail voids what was read out.</summary>
    public Draft With(OrderDetails details) => details == Details ? this : this with
    {
        Details = details,
        Recap = null,
        IsDoubtful = IsDoubtful && details.Lines.ToHashSet().SetEquals(Details.Lines),
    };

    /// <summary>The order was placed: the next one starts empty, for the same person at the same place.</summary>
    public Draft Done() => new()
    {
        Details = Details with { Lines = [], Date = null, Slot = null, Note = null, Discount = 0 },
        Shown = Shown,
        Tongue = Tongue,
        Placed = Placed + 1,
    };
}

public sealed record Wish(string? Size = null, string? Colour = null, int? Quantity = null)
{
    public static Wish None { get; } = new();
}

/// <summary>What a question of ours was about; it tells how to read a bare "42", "oui" or "le 2".</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Question>))]
public enum Question { Product, Size, Colour, Other, Quantity, City, Quarter, Address, Name, Phone, Date, Slot, Confirmation, Switch, Person, Doubt }
