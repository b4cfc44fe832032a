using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Assistant;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Web.Shared;
using Platform.Web.Store;

namespace Platform.Web.Assistant;

/// <summary>A simulated customer of one seller.</summary>
[Table("scenes"), PrimaryKey(nameof(OrganisationId), nameof(Id))]
public sealed class SceneRow : IKept
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    [Timestamp] public uint Xmin { get; init; }
    public required int Position { get; set; }
    public required string Title { get; set; }
    public required string[] Lines { get; set; }
    public required SceneKind Kind { get; set; }
    public string? Product { get; set; }
    public string? Size { get; set; }
    public long? Total { get; set; }
    public string? Words { get; set; }

    public Scene Scene() => new(Title, [.. Lines], Kind switch
    {
        SceneKind.Order => new SceneEnd.Order(Product ?? "", Size, Total),
        SceneKind.Words => new SceneEnd.Words(Words ?? ""),
        _ => new SceneEnd.Person(),
    });

    public static SceneRow Of(OrganisationId organisation, Scene scene, int position) => new()
    {
        OrganisationId = organisation.Value,
        Id = Guid.CreateVersion7(),
        Position = position,
        Title = scene.Title,
        Lines = [.. scene.Lines],
        Kind = scene.End switch { SceneEnd.Order => SceneKind.Order, SceneEnd.Words => SceneKind.Words, _ => SceneKind.Person },
        Product = (scene.End as SceneEnd.Order)?.Product,
        Size = (scene.End as SceneEnd.Order)?.Size,
        Total = (scene.End as SceneEnd.Order)?.Total,
        Words = (scene.End as SceneEnd.Words)?.Text,
    };
}

public enum SceneKind { Order, Person, Words }

/// <summary>The seller's simulated customers: kept, and played against settings before these are saved.</summary>
public sealed class Scenes(PlatformDbs dbs, Rehearsals rehearsals, ShopBook shops)
{
    private const int MostScenes = 30, MostLines = 20, LongestLine = 500, LongestTitle = 80;

    public async Task<List<SceneRow>> ListAsync(OrganisationId organisation, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<SceneRow>().AsNoTracking().Where(row => row.OrganisationId == organisation.Value).OrderBy(row => row.Position).ToListAsync(ct);
    }

    /// <summary>What every shop can begin with, of its own goods; nothing is kept yet.</summary>
    public async Task<List<SceneRow>> ReadyAsync(OrganisationId organisation, Func<string, string> titled)
    {
        var (shop, _, _) = await shops.OpenAsync(organisation);
        return [.. ReadyScenes.For(shop).Select((scene, i) => SceneRow.Of(organisation, scene with { Title = titled(scene.Title) }, i))];
    }

    public async Task<Refusal?> SaveAsync(Actor by, SceneRow row, CancellationToken ct = default)
    {
        if (!AssistantDesk.MayChange(by)) return new("forbidden");
        if (IsIncomplete(row)) return new("assistant.scene");

        await using var db = dbs.Open(by.Organisation);
        if (row.Xmin == 0 && await db.Set<SceneRow>().CountAsync(known => known.OrganisationId == by.Organisation.Value, ct) >= MostScenes) return new("assistant.scenes");
        return await db.KeepAsync(row, ct);
    }

    public async Task<Refusal?> RemoveAsync(Actor by, Guid id, CancellationToken ct = default)
    {
        if (!AssistantDesk.MayChange(by)) return new("forbidden");
        await using var db = dbs.Open(by.Organisation);
        await db.Set<SceneRow>().Where(row => row.OrganisationId == by.Organisation.Value && row.Id == id).ExecuteDeleteAsync(ct);
        return null;
    }

    /// <summary>Plays every scene against these settings, one after the other: models count requests by the minute.</summary>
    public async Task<List<SceneVerdict>> PlayAsync(OrganisationId organisation, AssistantSettings settings, CancellationToken ct = default)
    {
        var verdicts = new List<SceneVerdict>();
        foreach (var row in await ListAsync(organisation, ct)) verdicts.Add(await rehearsals.PlayAsync(organisation, settings, row.Id, row.Scene(), ct));
        return verdicts;
    }

    private static bool IsIncomplete(SceneRow row) =>
        row.Title.Trim().Length is 0 or > LongestTitle
        || row.Lines.Length is 0 or > MostLines
        || row.Lines.Any(line => line.Length is 0 or > LongestLine)
        || (row.Kind is SceneKind.Order && string.IsNullOrWhiteSpace(row.Product))
        || (row.Kind is SceneKind.Words && string.IsNullOrWhiteSpace(row.Words));
}
