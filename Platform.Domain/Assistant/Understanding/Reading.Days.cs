using System.Globalization;
using System.Text.RegularExpressions;

namespace Platform.Domain.Assistant.Understanding;

internal sealed partial class Reading
{
    private DateOnly? Day()
    {
        if (WrittenDate() is { } written) return written;

        for (var i = 0; i + 1 < tokens.Count; i++)
        {
            if (!IsNumber(i) || used.Contains(i) || senses.FirstOrDefault(sense => sense.Concept is Concept.Month && sense.First == i + 1) is not { Value: { } month } || IsOfRoad(i)) continue;
            if (Upcoming(int.Parse(tokens[i].Word, CultureInfo.InvariantCulture), int.Parse(month, CultureInfo.InvariantCulture)) is { } date)
            {
                Use(i, i + 1);
                return date;
            }
        }

        // "Sbata" is a quarter and no mistyped Saturday.
        foreach (var sense in senses.Where(sense => sense.Concept is Concept.Day && !used.Contains(sense.First) && (sense.IsExact || Gazetteer.All.At(tokens, sense.First, moment.Country, null, mayBeDoubtful: true, mayBeMistyped: false) is null)))
            return sense.Value[0] == '+' ? moment.Today.AddDays(sense.Value[1] - '0') : Next(sense.Value);

        // "le 25" is a day only when a day was asked for.
        if (moment.Asked is Question.Date or Question.Slot && moment.Choices == 0 && tokens.All.FirstOrDefault(token => token.IsNumber && token.Word.Length <= 2) is { Word: { } day })
            return Upcoming(int.Parse(day, CultureInfo.InvariantCulture), moment.Today.Month) ?? Upcoming(int.Parse(day, CultureInfo.InvariantCulture), moment.Today.AddMonths(1).Month);
        return null;
    }

    /// <summary>"22 boulevard du 20 Août", "شارع 20 غشت".</summary>
    private bool IsOfRoad(int i)
    {
        var road = i - 1;
        while (road > 0 && tokens[road + 1].Before is Pause.None && tokens[road].Word is "du" or "de" or "d" or "le" or "la" or "l") road--;
        return road >= 0 && tokens[road + 1].Before is Pause.None && Is(road, Concept.Road);
    }

    private DateOnly? WrittenDate()
    {
        foreach (Match match in DateLike().Matches(tokens.Text))
        {
            var (day, month) = (int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));
            var (first, last) = Covering(match.Index, match.Index + match.Length);
            if (first < 0 || used.Contains(first) || Upcoming(day, month) is not { } date) continue;
            Use(first, last);
            return date;
        }

        return null;
    }

    private string? Slot()
    {
        if (Span().Match(tokens.Text) is { Success: true } span && Covering(span.Index, span.Index + span.Length) is { First: >= 0 } between && !used.Contains(between.First))
        {
            var (from, to) = (int.Parse(span.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(span.Groups[2].Value, CultureInfo.InvariantCulture));
            if (span.Groups[3].Value.StartsWith("p", StringComparison.OrdinalIgnoreCase) && from < to && to < 12) from += 12;
            Use(between.First, between.Last);
            return from <= 23 ? Figure(from) : null;
        }

        if (Hours().Match(tokens.Text) is { Success: true } match && Covering(match.Index, match.Index + match.Length) is { First: >= 0 } at && !used.Contains(at.First))
        {
            var hour = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
            if (match.Groups[2].Value.StartsWith("p", StringComparison.OrdinalIgnoreCase) && hour < 12) hour += 12;
            Use(at.First, at.Last);
            return hour <= 23 ? Figure(hour) : null;
        }

        return senses.Where(sense => sense.Concept is Concept.Slot && !used.Contains(sense.First)).Select(sense => sense.Value).FirstOrDefault();
    }

    /// <summary>This year, or the next when the day is already past.</summary>
    private DateOnly? Upcoming(int day, int month)
    {
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(moment.Today.Year, month)) return null;
        var date = new DateOnly(moment.Today.Year, month, day);
        return date >= moment.Today ? date : date.AddYears(1);
    }

    private DateOnly Next(string weekday)
    {
        DayOfWeek day = weekday switch
        {
            "mon" => DayOfWeek.Monday,
            "tue" => DayOfWeek.Tuesday,
            "wed" => DayOfWeek.Wednesday,
            "thu" => DayOfWeek.Thursday,
            "fri" => DayOfWeek.Friday,
            "sat" => DayOfWeek.Saturday,
            _ => DayOfWeek.Sunday,
        };
        var ahead = ((int)day - (int)moment.Today.DayOfWeek + 7) % 7;
        return moment.Today.AddDays(ahead == 0 ? 7 : ahead);
    }

    [GeneratedRegex(@"(?<!\d)(\d{1,2})\s?[/\-.]\s?(\d{1,2})(?:\s?[/\-.]\s?(?:20)?\d{2})?(?!\d)")]
    private static partial Regex DateLike();

    /// <summary>"entre 14 et 18h", "from 2 to 6pm".</summary>
    [GeneratedRegex(@"(?<![\p{L}\d])(\d{1,2})\s?(?:h|am|pm)?\s?(?:et|a|à|and|to|w|tal|7tal|7ta|-|و|حتى|الى|إلى)\s?(?:l\s?)?(\d{1,2})\s?(h|heures?|am|pm)(?![\p{L}\d])", RegexOptions.IgnoreCase)]
    private static partial Regex Span();

    [GeneratedRegex(@"(?<!\d)(\d{1,2})\s?(h|heures?|am|pm|:\d\d)(?:\s?\d\d)?(?![\p{L}\d])", RegexOptions.IgnoreCase)]
    private static partial Regex Hours();
}
