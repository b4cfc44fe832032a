using Platform.Domain.Common;
using Platform.Integrations.Messaging;

namespace Platform.Integrations.Sms;

/// <summary>Calls somebody, says something and waits for a key.</summary>
public interface IVoiceLine
{
    string Provider { get; }

    /// <param name="reference">Ours; it comes back when the call is answered.</param>
    /// <returns>The provider's id of the call.</returns>
    Task<string> CallAsync(PhoneNumber to, string reference, CancellationToken ct);

    bool IsAuthentic(WebhookRequest request);

    /// <returns>Null for what is no word of a call.</returns>
    VoiceNews? Read(WebhookRequest request);

    /// <summary>What the provider says next to whoever picked up.</summary>
    string Script(VoiceLineWords words);
}

/// <param name="Reference">Ours, from <see cref="IVoiceLine.CallAsync"/>.</param>
/// <param name="Key">What was pressed; null before anything was.</param>
/// <param name="IsOver">They hung up, or never picked up: nothing that is said now is heard.</param>
public sealed record VoiceNews(string Session, string? Reference, PhoneNumber? Callee, string? Key, bool IsOver);

/// <param name="WaitsForKey">Otherwise the call ends after the words.</param>
public sealed record VoiceLineWords(string Text, Language Language, bool WaitsForKey);
