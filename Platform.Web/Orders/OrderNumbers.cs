using System.Globalization;
using Platform.Domain.Common;
using Platform.Web.Store;

namespace Platform.Web.Orders;

/// <summary>The number people say aloud. One that was drawn and not used leaves a gap, which hurts nobody.</summary>
public sealed class OrderNumbers(Databases databases)
{
    private const int Before = 1000;

    public async Task<string> NextAsync(OrganisationId organisation, CancellationToken ct)
    {
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"""
            insert into order_numbers (organisation_id, last) values ({organisation.Value}, {Before + 1})
            on conflict (organisation_id) do update set last = order_numbers.last + 1
            returning last
            """);
        var drawn = await batch.ListAsync(row => row.GetInt64(0), ct);
        return string.Create(CultureInfo.InvariantCulture, $"CMD-{drawn[0]}");
    }
}
