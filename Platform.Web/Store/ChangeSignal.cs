namespace Platform.Web.Store;

/// <summary>Says that this node committed something, so that other nodes look at once. Many commits are one signal.</summary>
public sealed class ChangeSignal
{
    private int raised;

    public void Raise() => Interlocked.Exchange(ref raised, 1);

    public bool Take() => Interlocked.Exchange(ref raised, 0) == 1;
}
