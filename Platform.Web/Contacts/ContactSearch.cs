using Platform.Domain.Assistant.Understanding;
using Platform.Domain.Common;
using Platform.Web.Shared;
using Platform.Web.Store;

namespace Platform.Web.Contacts;

/// <summary>Finds people by name or number, although a letter or a digit is wrong.</summary>
public sealed class ContactSearch(Databases databases)
{
    /// <summary>The database offers whoever is remotely like the words; only those who may be meant are kept.</summary>
    private const int MostLike = 60;

    /// <summary>The likest first.</summary>
    public async Task<IReadOnlyList<Guid>> FindAsync(OrganisationId organisation, string words, CancellationToken ct = default)
    {
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"select folded({words})");
        batch.Add($"select contact, coalesce(folded_name, ''), coalesce(phone, '') from find_contacts({words}, {MostLike})");
        await using var reader = await batch.ReadAsync(ct);

        await reader.ReadAsync(ct);
        var sought = Highlight.WordsOf(reader.GetString(0));
        await reader.NextResultAsync(ct);
        var people = new List<Guid>();
        while (await reader.ReadAsync(ct))
            if (IsMeant(sought, reader.GetString(1), reader.GetString(2)))
                people.Add(reader.GetGuid(0));

        return people;
    }

    /// <summary>Every word asked for is one of the name, begun or mistyped; or the number is theirs but for one digit.</summary>
    internal static bool IsMeant(IReadOnlyList<string> sought, string name, string phone)
    {
        var names = Highlight.WordsOf(name);
        if (sought.Count > 0 && sought.All(word => names.Any(own => own.StartsWith(word, StringComparison.Ordinal) || Spelling.IsSame(word, own)))) return true;

        var digits = string.Concat(sought).TrimStart('0');
        var number = string.Concat(phone.Where(char.IsAsciiDigit));
        if (digits.Length < 3 || !digits.All(char.IsAsciiDigit)) return false;
        return number.Contains(digits, StringComparison.Ordinal) || (digits.Length >= 6 && Spelling.Distance(digits, number[^Math.Min(digits.Length, number.Length)..], most: 1) <= 1);
    }
}
