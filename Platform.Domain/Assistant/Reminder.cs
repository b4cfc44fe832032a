using Platform.Domain.Common;

namespace Platform.Domain.Assistant;

/// <summary>What a customer who fell silent is reminded with: the basket they left, or a friendly word.</summary>
public static class Reminder
{
    /// <param name="own">In the seller's words; null for ours. A left basket comes first: it says what they wanted.</param>
    public static string Text(Shop shop, Draft draft, int step, Tongue tongue, string? own)
    {
        var left = draft.Details.Lines
            .Select(line => shop.Catalogue[line.Product] is { IsAvailable: true } product ? $"• {line.Quantity} × {string.Join(' ', new[] { Wares.Title(product), line.Size, line.Colour }.OfType<string>())}" : null)
            .OfType<string>().ToList();
        if (step == 0 && left is not []) return Say.In(tongue, "followup.draft", ("lines", string.Join('\n', left)));
        return own ?? Say.In(tongue, step == 0 ? "followup.first" : "followup.second", ("shop", shop.Name));
    }

    public static string Ours(int step, Tongue tongue, string shop) => Say.In(tongue, step == 0 ? "followup.first" : "followup.second", ("shop", shop));
}
