using System.Collections.Immutable;
using Platform.Domain.Catalogue;
using Platform.Domain.Common;

namespace Platform.Domain.Assistant;

/// <summary>One customer at one moment: who they are to the seller, what was said, what they already ordered.</summary>
/// <param name="Said">The last lines of the chat in order, ending with the customer's words that wait for an answer.</param>
public sealed record Situation(DateOnly Today, ImmutableArray<Line> Said)
{
    /// <summary>The hour in the shop.</summary>
    public TimeOnly Now { get; init; }

    public string? Name { get; init; }
    public PhoneNumber? Phone { get; init; }

    /// <summary>What they wrote in before, when somebody noted it.</summary>
    public Tongue? Tongue { get; init; }

    public ImmutableArray<OwnOrder> Orders { get; init; } = [];

    /// <summary>How the shop can be paid before the door.</summary>
    public ImmutableArray<PayWay> Ways { get; init; } = [];
    public ImmutableArray<Promise> Promises { get; init; } = [];

    /// <summary>What the customer wrote since anybody of the shop last wrote.</summary>
    public ImmutableArray<string> Words => [.. Said.Reverse().TakeWhile(line => line.By is Speaker.Customer).Reverse().Select(line => line.Text)];

    /// <summary>The last thing the customer read from the shop.</summary>
    public Line? LastReply => Said.LastOrDefault(line => line.By is not Speaker.Customer);
}

/// <param name="With">A photo or a voice note, for models that can look and listen.</param>
public sealed record Line(Speaker By, string Text, Enclosed? With = null);

public sealed record Enclosed(string MimeType, byte[] Content);

public enum Speaker { Customer, Assistant, Member }

/// <summary>An order of this very customer.</summary>
/// <param name="Courier">Who brings it, while somebody does.</param>
/// <param name="Follow">Where the customer can look for themselves.</param>
/// <param name="Owes">What is still to be paid for it; null when nothing is.</param>
public sealed record OwnOrder(string Number, OrderStage Stage, DateOnly? Expected = null, string? Courier = null, string? Follow = null, Money? Owes = null);

public enum PayWay { Card, OrangeMoney, MtnMomo, Wave }

public enum OrderStage { Pending, Confirmed, Preparing, Ready, InDelivery, Delivered, Failed, Cancelled }

/// <summary>What a person of the shop promised this customer. It binds the assistant.</summary>
/// <param name="Price">For one piece of the product, in place of the catalogue's.</param>
/// <param name="Delivery">The day it will be there.</param>
public sealed record Promise(ProductId? Product, Money? Price = null, DateOnly? Delivery = null);
