using System.Text.Json.Nodes;

namespace Platform.Domain.Assistant;

/// <summary>What the desk answered to one call of a tool.</summary>
/// <param name="IsDone">False when it was refused; `why` then tells the model what to do instead.</param>
/// <param name="ForModel">All the model gets to read. `text`, where there is one, may be sent to the customer as it is.</param>
/// <param name="Draft">The sale as it stands now.</param>
/// <param name="Deed">What the caller has to do for it to come true.</param>
public sealed record DeskAnswer(string Tool, bool IsDone, JsonObject ForModel, Draft Draft, Deed? Deed = null)
{
    public string? Text => (string?)ForModel["text"];
}

/// <summary>Work the desk cannot do by itself.</summary>
public abstract record Deed
{
    /// <summary>The customer said yes to this recap: place it, then tell the desk `Placed` or `SoldOut`.</summary>
    public sealed record Place(Recap Recap) : Deed;

    /// <summary>The customer wants to pay this order of theirs now: ask for the money, then tell the desk `PaymentAsked`.</summary>
    public sealed record AskPayment(OwnOrder Order) : Deed;

    /// <summary>A person takes over, for this reason and with this note.</summary>
    public sealed record HandOver(string Reason, string Note) : Deed;

    /// <summary>The customer wants no more messages.</summary>
    public sealed record StopMessages : Deed;
}
