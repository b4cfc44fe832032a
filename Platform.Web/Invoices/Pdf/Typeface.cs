using System.Buffers.Binary;
using System.Text;

namespace Platform.Web.Invoices.Pdf;

/// <summary>A TrueType font: what each letter looks like, how wide it is, and a smaller font of only the letters that were used.</summary>
public sealed class Typeface
{
    private static readonly string[] Kept = ["cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"];
    private static readonly Lazy<Typeface> TheRegular = new(() => Load("DejaVuSansCondensed.ttf")), TheBold = new(() => Load("DejaVuSansCondensed-Bold.ttf"));

    private readonly byte[] file;
    private readonly Dictionary<string, (int At, int Length)> tables = [];
    private readonly Dictionary<char, ushort> glyphs = [];
    private readonly int unitsPerEm;
    private readonly int widths;
    private readonly bool isLongLoca;

    private Typeface(string name, byte[] file)
    {
        (Name, this.file) = (name, file);
        for (var i = 0; i < Short(4); i++) tables[Encoding.ASCII.GetString(file, 12 + (16 * i), 4)] = (Int(20 + (16 * i)), Int(24 + (16 * i)));
        unitsPerEm = Short(At("head") + 18);
        isLongLoca = Short(At("head") + 50) == 1;
        widths = Short(At("hhea") + 34);
        Count = Short(At("maxp") + 4);
        ReadLetters();
    }

    /// <summary>The two that papers are set in: they have Latin, accents and every form of the Arabic letters. Fetched by the build (Fonts.targets).</summary>
    public static Typeface Regular => TheRegular.Value;
    public static Typeface Bold => TheBold.Value;

    public string Name { get; }
    public int Count { get; }
    public int Ascent => Scaled(Signed(At("hhea") + 4));
    public int Descent => Scaled(Signed(At("hhea") + 6));
    public IReadOnlyList<int> Box => [.. Enumerable.Range(0, 4).Select(i => Scaled(Signed(At("head") + 36 + (2 * i))))];

    /// <summary>The sign for the unknown where the font has none.</summary>
    public ushort Glyph(char letter) => glyphs.GetValueOrDefault(letter);

    /// <summary>In thousandths of the size.</summary>
    public int Width(ushort glyph) => Scaled(Short(At("hmtx") + (4 * Math.Min(glyph, widths - 1))));

    public double Measure(string text, double size) => text.Sum(letter => Width(Glyph(letter))) * size / 1000;

    /// <summary>Glyphs keep their numbers; those nobody used have no outline.</summary>
    public byte[] Only(IEnumerable<ushort> used)
    {
        var wanted = new SortedSet<ushort>(used) { 0 };
        foreach (var glyph in wanted.ToList()) AddParts(glyph, wanted);

        using var outlines = new MemoryStream();
        var places = new byte[4 * (Count + 1)];
        for (var glyph = 0; glyph < Count; glyph++)
        {
            BinaryPrimitives.WriteInt32BigEndian(places.AsSpan(4 * glyph), (int)outlines.Length);
            if (wanted.Contains((ushort)glyph)) outlines.Write(Outline((ushort)glyph));
            while (outlines.Length % 4 != 0) outlines.WriteByte(0);
        }

        BinaryPrimitives.WriteInt32BigEndian(places.AsSpan(4 * Count), (int)outlines.Length);
        var head = Table("head").ToArray();
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1);
        return Assemble(name => name switch { "glyf" => outlines.ToArray(), "loca" => places, "head" => head, _ => Table(name).ToArray() });
    }

    private static Typeface Load(string name) => new(Path.GetFileNameWithoutExtension(name), File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "typefaces", name)));

    /// <summary>The table of the basic plane, in stretches of letters (format 4).</summary>
    private void ReadLetters()
    {
        var cmap = At("cmap");
        var part = Enumerable.Range(0, Short(cmap + 2)).Select(i => cmap + 4 + (8 * i)).Where(at => Short(at) == 3 && Short(at + 2) == 1).Select(at => cmap + Int(at + 4)).First();
        var (count, ends) = (Short(part + 6) / 2, part + 14);
        for (var i = 0; i < count; i++)
        {
            var (end, start) = (Short(ends + (2 * i)), Short(ends + 2 + (2 * (count + i))));
            var (delta, rangeAt) = (Short(ends + 2 + (2 * ((2 * count) + i))), ends + 2 + (2 * ((3 * count) + i)));
            var range = Short(rangeAt);
            for (var letter = start; letter <= end && letter != 0xFFFF; letter++)
            {
                var glyph = range == 0 ? letter : Short(rangeAt + range + (2 * (letter - start)));
                if (glyph != 0) glyphs[(char)letter] = (ushort)((glyph + delta) & 0xFFFF);
            }
        }
    }

    /// <summary>An accented letter is drawn from its letter and its accent.</summary>
    private void AddParts(ushort glyph, SortedSet<ushort> wanted)
    {
        const int WordArguments = 1, HasScale = 8, HasMore = 32, HasTwoScales = 64, HasMatrix = 128;
        var outline = Outline(glyph);
        if (outline.Length < 10 || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0) return;

        for (int at = 10, flags = HasMore; (flags & HasMore) != 0;)
        {
            flags = BinaryPrimitives.ReadUInt16BigEndian(outline[at..]);
            var part = BinaryPrimitives.ReadUInt16BigEndian(outline[(at + 2)..]);
            if (wanted.Add(part)) AddParts(part, wanted);
            at += 4 + ((flags & WordArguments) != 0 ? 4 : 2) + ((flags & HasScale) != 0 ? 2 : (flags & HasTwoScales) != 0 ? 4 : (flags & HasMatrix) != 0 ? 8 : 0);
        }
    }

    private ReadOnlySpan<byte> Outline(ushort glyph)
    {
        var (from, until) = isLongLoca ? (Int(At("loca") + (4 * glyph)), Int(At("loca") + (4 * glyph) + 4)) : (2 * Short(At("loca") + (2 * glyph)), 2 * Short(At("loca") + (2 * glyph) + 2));
        return file.AsSpan(At("glyf") + from, until - from);
    }

    private byte[] Assemble(Func<string, byte[]> contentOf)
    {
        string[] names = [.. Kept.Where(tables.ContainsKey)];
        var directory = new byte[12 + (16 * names.Length)];
        using var content = new MemoryStream();
        BinaryPrimitives.WriteInt32BigEndian(directory, 0x00010000);
        BinaryPrimitives.WriteInt16BigEndian(directory.AsSpan(4), (short)names.Length);
        for (var i = 0; i < names.Length; i++)
        {
            var entry = directory.AsSpan(12 + (16 * i), 16);
            var bytes = contentOf(names[i]);
            Encoding.ASCII.GetBytes(names[i], entry);
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], directory.Length + (int)content.Length);
            BinaryPrimitives.WriteInt32BigEndian(entry[12..], bytes.Length);
            content.Write(bytes);
            while (content.Length % 4 != 0) content.WriteByte(0);
        }

        return [.. directory, .. content.ToArray()];
    }

    private ReadOnlySpan<byte> Table(string name) => file.AsSpan(tables[name].At, tables[name].Length);
    private int At(string name) => tables[name].At;
    private int Scaled(int units) => units * 1000 / unitsPerEm;
    private int Short(int at) => BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at));
    private int Signed(int at) => BinaryPrimitives.ReadInt16BigEndian(file.AsSpan(at));
    private int Int(int at) => BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
}
