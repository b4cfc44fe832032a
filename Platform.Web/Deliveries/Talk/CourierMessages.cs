using System.ComponentModel.DataAnnotations.Schema;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Deliveries;
using Platform.Integrations.Messaging;

namespace Platform.Web.Deliveries.Talk;

/// <summary>That something was sent to a courier, and what became of it; its words are not kept, they name customers.</summary>
[Table("courier_messages"), PrimaryKey(nameof(OrganisationId), nameof(Id))]
public sealed record CourierMessageRow(
    Guid OrganisationId, Guid Id, Guid Courier, Guid? Delivery, Guid? Offer, string Kind, ContactWay Way, CourierMessageState State, string? ProviderMessage, string? Problem, DateTimeOffset At);

public enum CourierMessageState { Sending, Sent, Delivered, Read, Failed, Unknown }

/// <summary>Words for a courier, with what can be pressed under them.</summary>
/// <param name="Id">Made from what happened, so that it is said once.</param>
/// <param name="Kind">What it is about: `offer`, `yours`, `ready`…</param>
/// <param name="Text">In the courier's language.</param>
public sealed record CourierMessage(Guid Id, string Kind, string Text)
{
    public DeliveryId? Delivery { get; init; }
    public OfferId? Offer { get; init; }
    public IReadOnlyList<Choice> Choices { get; init; } = [];

    /// <summary>What opens the list, where there are more choices than buttons.</summary>
    public string? ListLabel { get; init; }

    /// <summary>What is left of it in a text message or read out on the phone.</summary>
    public string? Brief { get; init; }

    public static Guid IdOf(string key) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"courier {key}")).AsSpan(0, 16));
}
