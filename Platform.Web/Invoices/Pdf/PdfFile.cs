using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Platform.Web.Invoices.Pdf;

/// <summary>How words are written.</summary>
/// <param name="Colour">Red, green and blue between 0 and 1, as the format wants them.</param>
public sealed record Pen(Typeface Face, double Size, string Colour);

/// <summary>A document of A4 pages with words and lines on them, and in it only the letters that were used. Places are measured in points from the top.</summary>
public sealed class PdfFile(string title, string author, string language)
{
    private const double Height = 842, Width = 595;

    private readonly List<StringBuilder> pages = [];
    private readonly Dictionary<Typeface, SortedDictionary<ushort, char>> used = [];
    private readonly ArrayBufferWriter<byte> file = new();
    private readonly List<int> places = [];

    public int Pages => pages.Count;

    public void AddPage() => pages.Add(new());

    /// <param name="y">Of the line the letters stand on.</param>
    public void Text(string drawn, Pen pen, double x, double y, int? page = null)
    {
        if (!used.TryGetValue(pen.Face, out var letters)) used[pen.Face] = letters = [];
        var codes = new StringBuilder();
        foreach (var letter in drawn)
        {
            var glyph = pen.Face.Glyph(letter);
            letters[glyph] = letter;
            codes.Append(CultureInfo.InvariantCulture, $"{glyph:X4}");
        }

        pages[page ?? Pages - 1].Append(CultureInfo.InvariantCulture, $"BT {pen.Colour} rg /{NameOf(pen.Face)} {pen.Size:0.##} Tf {x:0.##} {Height - y:0.##} Td <{codes}> Tj ET\n");
    }

    public void Line(double from, double until, double y, string colour) =>
        pages[^1].Append(CultureInfo.InvariantCulture, $"{colour} RG 0.8 w {from:0.##} {Height - y:0.##} m {until:0.##} {Height - y:0.##} l S\n");

    /// <summary>Objects in the order they are named: the root, its pages, the fonts with four parts each, then a page and its content in turn.</summary>
    public byte[] Save()
    {
        var faces = used.Keys.ToList();
        var firstPage = 4 + (5 * faces.Count);
        file.Write("%PDF-1.7\n%\u00E2\u00E3\u00CF\u00D3\n"u8);
        Put($"<< /Type /Catalog /Pages 2 0 R /Lang ({language}) >>");
        Put($"<< /Type /Pages /Count {Pages} /Kids [{string.Join(' ', pages.Select((_, i) => $"{firstPage + (2 * i)} 0 R"))}] >>");
        Put($"<< /Title {Words(title)} /Author {Words(author)} /Creator (Relais) >>");
        foreach (var face in faces) PutFace(face, used[face]);

        var fonts = string.Join(' ', faces.Select((face, i) => $"/{NameOf(face)} {4 + (5 * i)} 0 R"));
        foreach (var page in pages)
        {
            Put(string.Create(CultureInfo.InvariantCulture, $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {Width} {Height}] /Resources << /Font << {fonts} >> >> /Contents {places.Count + 2} 0 R >>"));
            PutStream("", Encoding.ASCII.GetBytes(page.ToString()));
        }

        var index = file.WrittenCount;
        Write($"xref\n0 {places.Count + 1}\n0000000000 65535 f \n{string.Concat(places.Select(place => $"{place:0000000000} 00000 n \n"))}");
        Write($"trailer\n<< /Size {places.Count + 1} /Root 1 0 R /Info 3 0 R >>\nstartxref\n{index}\n%%EOF\n");
        return file.WrittenSpan.ToArray();
    }

    private void PutFace(Typeface face, SortedDictionary<ushort, char> letters)
    {
        var first = places.Count + 1;
        var name = $"RELAIS+{face.Name}";
        Put($"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{first + 1} 0 R] /ToUnicode {first + 4} 0 R >>");
        Put($"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor {first + 2} 0 R /CIDToGIDMap /Identity /W [{string.Join(' ', letters.Keys.Select(glyph => $"{glyph} [{face.Width(glyph)}]"))}] >>");
        Put($"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [{string.Join(' ', face.Box)}] /ItalicAngle 0 /Ascent {face.Ascent} /Descent {face.Descent} /CapHeight {face.Ascent} /StemV 80 /FontFile2 {first + 3} 0 R >>");
        var font = face.Only(letters.Keys);
        PutStream($"/Length1 {font.Length} ", font);
        PutStream("", Encoding.ASCII.GetBytes(Meanings(letters)));
    }

    /// <summary>Which letters the signs stand for, for whoever copies or searches; a hundred at most in a block.</summary>
    private static string Meanings(SortedDictionary<ushort, char> letters)
    {
        var blocks = letters.Chunk(100).Select(some => $"{some.Length} beginbfchar\n{string.Concat(some.Select(pair => $"<{pair.Key:X4}> <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(ArabicScript.Letters(pair.Value)))}>\n"))}endbfchar\n");
        return $"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Relais def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n{string.Concat(blocks)}endcmap CMapName currentdict /CMap defineresource pop end end";
    }

    private void PutStream(string entries, byte[] content)
    {
        using var packed = new MemoryStream();
        using (var packing = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) packing.Write(content);
        Begin();
        Write($"<< {entries}/Filter /FlateDecode /Length {packed.Length} >>\nstream\n");
        file.Write(packed.GetBuffer().AsSpan(0, (int)packed.Length));
        Write("\nendstream\nendobj\n");
    }

    private void Put(string body)
    {
        Begin();
        Write($"{body}\nendobj\n");
    }

    private void Begin()
    {
        places.Add(file.WrittenCount);
        Write($"{places.Count} 0 obj\n");
    }

    private void Write(string text) => file.Write(Encoding.ASCII.GetBytes(text));

    private static string Words(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    private static string NameOf(Typeface face) => face == Typeface.Bold ? "B" : "R";
}
