namespace Platform.Integrations.Storage;

/// <summary>Where files people send are kept. Names are ours and never come from outside.</summary>
public interface IFileStore
{
    /// <summary>The same name again replaces what was there.</summary>
    Task PutAsync(string name, Stream content, string mimeType, CancellationToken ct);

    /// <summary>A stream that can be read from anywhere; null when there is no such file.</summary>
    Task<Stream?> OpenAsync(string name, CancellationToken ct);

    /// <summary>Nothing happens when it is gone already.</summary>
    Task DeleteAsync(string name, CancellationToken ct);
}
