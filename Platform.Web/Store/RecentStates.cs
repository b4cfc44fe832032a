using Microsoft.Extensions.Caching.Memory;
using Platform.Domain.Common;

namespace Platform.Web.Store;

/// <summary>Streams that are busy right now, as this node last recorded them. They spare a reading, and are never the truth.</summary>
internal sealed class RecentStates : IDisposable
{
    private const int Most = 5_000;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private readonly MemoryCache states = new(new MemoryCacheOptions { SizeLimit = Most });

    public Remembered<TAggregate>? Find<TAggregate>(OrganisationId organisation, Guid stream) where TAggregate : class =>
        states.TryGetValue((organisation, stream), out Remembered<TAggregate>? held) ? held : null;

    public void Remember<TAggregate>(OrganisationId organisation, Guid stream, Remembered<TAggregate> state) where TAggregate : class =>
        states.Set((organisation, stream), state, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Kept });

    public void Forget(OrganisationId organisation, Guid stream) => states.Remove((organisation, stream));

    public void Dispose() => states.Dispose();
}

/// <param name="Rows">As they were folded up to this version; null when it was not this node that did.</param>
internal sealed record Remembered<TAggregate>(TAggregate State, long Version, FoldedRows? Rows);
