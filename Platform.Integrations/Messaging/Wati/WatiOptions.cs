namespace Platform.Integrations.Messaging.Wati;

/// <summary>Wati gives every customer an address of their own; so there is none here but the emulator's.</summary>
public sealed class WatiOptions
{
    /// <summary>The one address that is not Wati's and may be called all the same.</summary>
    public Uri? Emulator { get; set; }
}
