using System.Buffers.Text;
using Platform.Domain.Common;
using Platform.Domain.Payments;

namespace Platform.Integrations.Payments;

/// <summary>Our name for one attempt at paying. Gateways give it back, and refuse to make two of one.</summary>
public readonly record struct AttemptReference(Guid Value)
{
    /// <summary>In 22 characters: the strictest gateway takes 30.</summary>
    public string Compact => Base64Url.EncodeToString(Value.ToByteArray());

    public static AttemptReference? Read(string? text)
    {
        Span<byte> bytes = stackalloc byte[16];
        return text is { Length: 22 } && Base64Url.IsValid(text) && Base64Url.TryDecodeFromChars(text, bytes, out var written) && written == 16 ? new(new Guid(bytes)) : null;
    }
}

/// <param name="Title">What it is for, as the customer reads it: "CMD-1042".</param>
/// <param name="Seller">As the customer knows them.</param>
/// <param name="Phone">International digits, where the gateway prompts on the phone.</param>
/// <param name="Return">Where the customer's browser comes back, whatever happened.</param>
/// <param name="Notify">Where the gateway tells us, unless the account has one address for all.</param>
public sealed record PaymentAsked(AttemptReference Reference, Money Amount, string Title, string Seller, Language Language, Uri Return, Uri Notify, PhoneNumber? Phone = null)
{
    /// <summary>Where it comes back when the customer let go of it, at gateways that tell the two apart: there is nothing to wait for.</summary>
    public Uri Abandoned => new UriBuilder(Return) { Query = "abandon=true" }.Uri;
}

/// <param name="ProviderId">The gateway's own handle, without which it cannot be asked.</param>
/// <param name="Link">Null when the customer was prompted on the phone.</param>
/// <param name="Until">When it can no longer be paid; null when the gateway does not say.</param>
/// <param name="Proof">What notifications of it must prove knowledge of, as a hash.</param>
public sealed record OpenedPayment(string ProviderId, Uri? Link, DateTimeOffset? Until, string? Proof = null);

/// <param name="Amount">As it was asked for: some gateways only answer who knows it.</param>
public sealed record PaymentSought(AttemptReference Reference, string ProviderId, Money Amount);

/// <param name="Received">What was paid; null where the gateway takes nothing but what was asked.</param>
/// <param name="Transaction">The gateway's number for the money, for its support and the accounts.</param>
/// <param name="Code">Why not, in the gateway's own word.</param>
public sealed record PaymentReport(PaymentState State, Sum? Received = null, string? Transaction = null, string? Code = null);

/// <summary>A refused attempt is over; the customer may begin another.</summary>
public enum PaymentState { Waiting, Paid, Refused, Cancelled, Expired }

/// <param name="Refund">Chosen by us, so that asking twice refunds once.</param>
/// <param name="Transaction">The payment's, as it was reported.</param>
public sealed record RefundAsked(Guid Refund, PaymentSought Payment, string? Transaction, Money Amount, string Title);

public sealed record RefundReport(RefundState State, string? Code = null);

public enum RefundState { Absent, Pending, Done, Failed, Untold }
