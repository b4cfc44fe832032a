namespace Platform.Web.Store;

/// <summary>One running process. Facts carry its id, so that it does not tell its own pages twice.</summary>
public sealed class Node
{
    public Guid Id { get; } = Guid.CreateVersion7();
}
