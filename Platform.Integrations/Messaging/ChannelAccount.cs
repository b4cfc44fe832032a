using Platform.Domain.Common;

namespace Platform.Integrations.Messaging;

/// <summary>The seller's number or account at a provider, with what it takes to use it.</summary>
/// <param name="ExternalId">As the provider's webhooks name it: a number's id, or the number itself.</param>
public sealed record ChannelAccount(string ExternalId, string AccessToken)
{
    /// <summary>What the number belongs to: Meta's business account, the account at Twilio.</summary>
    public string? AccountId { get; init; }

    /// <summary>Where the account lives, at a provider that spreads its customers over servers.</summary>
    public Uri? Server { get; init; }

    /// <summary>What its webhooks prove themselves with, where that is not the app's secret or the token.</summary>
    public string? WebhookSecret { get; init; }

    /// <summary>Without the token: accounts pass through logs.</summary>
    public override string ToString() => ExternalId;
}

/// <summary>How a provider knows a person. A hidden number leaves only the provider's own id.</summary>
public sealed record Address(AddressKind Kind, string Value)
{
    /// <summary>Every way to name a person, the number first. What is no number is an id of the provider's, and is never stripped to digits.</summary>
    public static IReadOnlyList<Address> Known(string? phone, string? user)
    {
        var addresses = new List<Address>(2);
        if (PhoneNumber.TryParseInternational(phone, out var number)) addresses.Add(new(AddressKind.Phone, number.Value.Value));
        else if (phone is { Length: > 0 }) addresses.Add(new(AddressKind.User, phone));
        if (user is { Length: > 0 } && user != phone) addresses.Add(new(AddressKind.User, user));
        return addresses;
    }

    public override string ToString() => Kind.ToString();
}

public enum AddressKind { Phone, User }
