using System.Numerics;

namespace Platform.Web.Shared.Drawing;

/// <summary>A square of colour points. Edges are soft: each point is asked sixteen times how much of it lies inside.</summary>
internal sealed class Canvas(int size)
{
    private const int Fine = 4;

    /// <summary>Red, green, blue, four bytes a point with how much it covers.</summary>
    public byte[] Points { get; } = new byte[size * size * 4];

    public int Size => size;

    public void Fill(IReadOnlyList<IReadOnlyList<Vector2>> lines, uint colour) => Paint(colour, at => lines.Sum(line => Turns(line, at)) != 0);

    /// <summary>With round ends.</summary>
    public void Stroke(IReadOnlyList<IReadOnlyList<Vector2>> lines, float width, uint colour) =>
        Paint(colour, at => lines.Any(line => line.Zip(line.Skip(1)).Any(piece => Distance(at, piece.First, piece.Second) <= width / 2)));

    private void Paint(uint colour, Func<Vector2, bool> isInside)
    {
        for (var i = 0; i < size * size; i++)
        {
            var covered = 0;
            for (var n = 0; n < Fine * Fine; n++)
                if (isInside(new(i % size + ((n % Fine) + 0.5f) / Fine, i / size + ((n / Fine) + 0.5f) / Fine)))
                    covered++;
            if (covered > 0) Blend(Points.AsSpan(i * 4, 4), colour, covered / (float)(Fine * Fine));
        }
    }

    private static void Blend(Span<byte> point, uint colour, float share)
    {
        var (under, over) = (point[3] / 255f * (1 - share), share);
        var all = under + over;
        for (var i = 0; i < 3; i++) point[i] = (byte)MathF.Round(((point[i] * under) + (((colour >> (16 - 8 * i)) & 0xFF) * over)) / all);
        point[3] = (byte)MathF.Round(all * 255);
    }

    /// <summary>How often the line goes round the point.</summary>
    private static int Turns(IReadOnlyList<Vector2> line, Vector2 at)
    {
        var turns = 0;
        for (var i = 0; i < line.Count; i++)
        {
            var (a, b) = (line[i], line[(i + 1) % line.Count]);
            if (a.Y <= at.Y == b.Y <= at.Y) continue;
            var side = ((b.X - a.X) * (at.Y - a.Y)) - ((at.X - a.X) * (b.Y - a.Y));
            if (a.Y <= at.Y && side > 0) turns++;
            else if (a.Y > at.Y && side < 0) turns--;
        }

        return turns;
    }

    private static float Distance(Vector2 at, Vector2 a, Vector2 b)
    {
        var along = Math.Clamp(Vector2.Dot(at - a, b - a) / Vector2.DistanceSquared(a, b), 0, 1);
        return Vector2.Distance(at, a + ((b - a) * along));
    }
}
