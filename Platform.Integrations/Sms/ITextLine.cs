using Platform.Domain.Common;
using Platform.Integrations.Messaging;

namespace Platform.Integrations.Sms;

/// <summary>Plain text messages, for phones that have nothing else.</summary>
public interface ITextLine
{
    /// <summary>As configuration and webhooks name it: `africastalking`, `orange`, `twilio`.</summary>
    string Provider { get; }

    /// <returns>The provider's id of the message.</returns>
    /// <exception cref="ProviderException">Says whether the message may have gone out all the same.</exception>
    Task<string> SendAsync(PhoneNumber to, string text, CancellationToken ct);

    /// <summary>Whether the request knows the secret at the end of our address and, where the provider signs, is signed.</summary>
    bool IsAuthentic(WebhookRequest request);

    /// <summary>What a webhook said. Never throws: what cannot be read says so.</summary>
    TextNews Read(ReadOnlyMemory<byte> body);
}

public abstract record TextNews
{
    private TextNews()
    {
    }

    public sealed record Heard(string Id, PhoneNumber From, string Text) : TextNews;

    /// <param name="Reason">Why it failed, in the words all providers share (<see cref="Trouble"/>).</param>
    public sealed record Report(string Id, TextState State, string? Reason = null) : TextNews;

    /// <summary>Nothing follows from it.</summary>
    public sealed record Other(string What) : TextNews;
}

public enum TextState { Sent, Delivered, Failed }
