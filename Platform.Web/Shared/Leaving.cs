namespace Platform.Web.Shared;

/// <summary>Ends what a page still reads once somebody has left it. What they told us to do goes on: that is never handed this token.</summary>
public sealed class Leaving : IDisposable
{
    private readonly CancellationTokenSource left = new();

    public Leaving() => Token = left.Token;

    /// <summary>Good for ever: what was under way may ask for it after the page has gone.</summary>
    public CancellationToken Token { get; }

    public bool IsGone => Token.IsCancellationRequested;

    public void Dispose()
    {
        if (IsGone) return;
        left.Cancel();
        left.Dispose();
    }
}
