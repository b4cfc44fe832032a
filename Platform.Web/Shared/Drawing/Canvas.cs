using System.Numerics;

namespace Platform.Web.Shared.Drawing;

/// <summary>A square of colour points. Edges are soft: a point near a line is covered as far as the line is away.</summary>
internal sealed class Canvas(int size)
{
    /// <summary>Red, green, blue, four bytes a point with how much it covers.</summary>
    public byte[] Points { get; } = new byte[size * size * 4];

    public int Size => size;

    public void Fill(IReadOnlyList<IReadOnlyList<Vector2>> lines, uint colour)
    {
        Piece[] edges = [.. lines.SelectMany(line => line.Select((point, i) => new Piece(point, line[(i + 1) % line.Count])))];
        Paint(edges, 0, colour, at => edges.Sum(edge => edge.Turns(at)) is 0 ? -Away(edges, at) : Away(edges, at));
    }

    /// <summary>With round ends.</summary>
    public void Stroke(IReadOnlyList<IReadOnlyList<Vector2>> lines, float width, uint colour)
    {
        Piece[] pieces = [.. lines.SelectMany(line => line.Zip(line.Skip(1), (from, to) => new Piece(from, to)))];
        Paint(pieces, width / 2, colour, at => (width / 2) - Away(pieces, at));
    }

    /// <summary>Points far from all lines are not asked how deep inside they lie.</summary>
    private void Paint(Piece[] pieces, float reach, uint colour, Func<Vector2, float> depth)
    {
        var (left, right) = Within(pieces.Min(piece => MathF.Min(piece.A.X, piece.B.X)) - reach, pieces.Max(piece => MathF.Max(piece.A.X, piece.B.X)) + reach);
        var (top, bottom) = Within(pieces.Min(piece => MathF.Min(piece.A.Y, piece.B.Y)) - reach, pieces.Max(piece => MathF.Max(piece.A.Y, piece.B.Y)) + reach);

        for (var y = top; y < bottom; y++)
            for (var x = left; x < right; x++)
            {
                var covered = Math.Clamp(depth(new(x + 0.5f, y + 0.5f)) + 0.5f, 0, 1);
                if (covered > 0) Blend(Points.AsSpan(((y * size) + x) * 4, 4), colour, covered);
            }
    }

    private static float Away(Piece[] pieces, Vector2 at)
    {
        var nearest = float.MaxValue;
        foreach (var piece in pieces) nearest = MathF.Min(nearest, piece.Away(at));
        return MathF.Sqrt(nearest);
    }

    private (int From, int To) Within(float from, float to) => (Math.Max(0, (int)MathF.Floor(from - 1)), Math.Min(size, (int)MathF.Ceiling(to + 1)));

    private static void Blend(Span<byte> point, uint colour, float share)
    {
        var (under, over) = (point[3] / 255f * (1 - share), share);
        var all = under + over;
        for (var i = 0; i < 3; i++) point[i] = (byte)MathF.Round(((point[i] * under) + (((colour >> (16 - 8 * i)) & 0xFF) * over)) / all);
        point[3] = (byte)MathF.Round(all * 255);
    }

    private readonly record struct Piece(Vector2 A, Vector2 B)
    {
        /// <summary>Whether it goes round the point, and which way.</summary>
        public int Turns(Vector2 at)
        {
            if (A.Y <= at.Y == B.Y <= at.Y) return 0;
            var side = ((B.X - A.X) * (at.Y - A.Y)) - ((at.X - A.X) * (B.Y - A.Y));
            return A.Y <= at.Y ? side > 0 ? 1 : 0 : side < 0 ? -1 : 0;
        }

        /// <summary>The square of the distance.</summary>
        public float Away(Vector2 at)
        {
            var length = Vector2.DistanceSquared(A, B);
            var along = length is 0 ? 0 : Math.Clamp(Vector2.Dot(at - A, B - A) / length, 0, 1);
            return Vector2.DistanceSquared(at, A + ((B - A) * along));
        }
    }
}
