using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Platform.Web.Shared.Drawing;

/// <summary>A path of a drawing as straight pieces, so short that no eye tells them from the curve.</summary>
internal static partial class Outline
{
    private const int PiecesPerArc = 24;

    [GeneratedRegex(@"[a-zA-Z]|-?(?:\d+\.?\d*|\.\d+)")]
    private static partial Regex Tokens { get; }

    /// <summary>Closed or open lines, as the `d` of a path writes them: moves, lines, circular arcs.</summary>
    public static List<List<Vector2>> Of(string path)
    {
        var tokens = new Queue<string>(Tokens.Matches(path).Select(match => match.Value));
        var lines = new List<List<Vector2>>();
        var (command, at) = ('M', Vector2.Zero);

        while (tokens.TryPeek(out var token))
        {
            if (char.IsAsciiLetter(token[0])) command = tokens.Dequeue()[0];
            var from = char.IsAsciiLetterLower(command) ? at : Vector2.Zero;
            switch (char.ToUpperInvariant(command))
            {
                case 'M':
                    lines.Add([at = from + Point()]);
                    command = command is 'M' ? 'L' : 'l';
                    break;
                case 'L':
                    lines[^1].Add(at = from + Point());
                    break;
                case 'H':
                    lines[^1].Add(at = at with { X = from.X + Number() });
                    break;
                case 'V':
                    lines[^1].Add(at = at with { Y = from.Y + Number() });
                    break;
                case 'A':
                    var (radius, _, _, isLong, sweeps) = (Number(), Number(), Number(), Number() > 0, Number() > 0);
                    var to = from + Point();
                    lines[^1].AddRange(Arc(at, to, radius, isLong, sweeps));
                    at = to;
                    break;
                case 'Z':
                    lines[^1].Add(at = lines[^1][0]);
                    break;
                default:
                    throw new FormatException($"A drawing's path has `{command}`, which nothing here can draw");
            }
        }

        return lines;

        float Number() => float.Parse(tokens.Dequeue(), CultureInfo.InvariantCulture);
        Vector2 Point() => new(Number(), Number());
    }

    private static IEnumerable<Vector2> Arc(Vector2 from, Vector2 to, float radius, bool isLong, bool sweeps)
    {
        var (half, chord) = ((to - from) / 2, Vector2.Distance(from, to) / 2);
        radius = Math.Max(radius, chord);
        var rise = MathF.Sqrt((radius * radius) - (chord * chord)) / chord * (isLong == sweeps ? -1 : 1);
        var centre = from + half + new Vector2(-half.Y, half.X) * rise;
        var (begin, end) = (Angle(from - centre), Angle(to - centre));
        if (sweeps && end < begin) end += MathF.Tau;
        if (!sweeps && end > begin) end -= MathF.Tau;

        for (var i = 1; i <= PiecesPerArc; i++)
        {
            var angle = begin + ((end - begin) * i / PiecesPerArc);
            yield return centre + new Vector2(MathF.Cos(angle), MathF.Sin(angle)) * radius;
        }
    }

    private static float Angle(Vector2 arm) => MathF.Atan2(arm.Y, arm.X);
}
