using System.Collections.Concurrent;

namespace Platform.Integrations.Messaging.Twilio;

/// <summary>Contents made at Twilio, so that the same question with the same buttons is made once.</summary>
internal sealed class TwilioContents
{
    private const int Most = 5000;
    private readonly ConcurrentDictionary<(string Account, string Hash), string> made = new();

    public string? Find(string account, string hash) => made.GetValueOrDefault((account, hash));

    public void Keep(string account, string hash, string sid)
    {
        if (made.Count >= Most) made.Clear();
        made[(account, hash)] = sid;
    }
}
