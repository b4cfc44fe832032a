using System.Globalization;
using System.Text;
using Microsoft.Extensions.Localization;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Web.Identity.Sessions;
using Platform.Web.Store;

namespace Platform.Web.Identity.Journal;

/// <summary>The trail as a file for a spreadsheet, in which no cell can become a formula.</summary>
internal static class AuditExport
{
    // Full-width forms are read as the plain ones by some spreadsheets.
    private const string FormulaStarts = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    public static async Task<IResult> DownloadAsync(
        Actor by, HttpContext http, AuditQueries trail, LoginSessions sessions, PlatformDbs dbs, Audit audit, IStringLocalizer<Texts> texts,
        string? words, string? who, AuditKind? kind, DateOnly? from, DateOnly? until, CancellationToken ct)
    {
        if (CurrentActor.IdOf(http.User, ClaimNames.Session) is not { } id || await sessions.CheckAsync(id, ct) is not { } member) return TypedResults.NotFound();

        await using (var db = dbs.Open(by.Organisation))
        {
            audit.Note(db, by.Organisation.Value, AuditKind.AuditExported, member.By);
            await db.SaveChangesAsync(ct);
        }

        var filter = new AuditFilter(words, who, kind, from, until);
        return TypedResults.Stream(stream => WriteAsync(stream, trail.AllAsync(by.Organisation, filter, ct), texts, ct), "text/csv; charset=utf-8", "journal.csv");
    }

    internal static string Cell(string text)
    {
        var safe = text.Length > 0 && FormulaStarts.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static async Task WriteAsync(Stream stream, IAsyncEnumerable<AuditRow> rows, IStringLocalizer texts, CancellationToken ct)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await writer.WriteAsync(Line([texts["JournalAt"], texts["JournalWho"], texts["JournalWhat"], texts["JournalAbout"], texts["JournalAddress"], texts["JournalAgent"]]));
        await foreach (var row in rows.WithCancellation(ct))
        {
            var at = row.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            await writer.WriteAsync(Line([at, row.Who, texts[$"Audit.{row.Kind}"], row.About, row.Address, row.Agent]));
        }
    }

    private static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";
}
