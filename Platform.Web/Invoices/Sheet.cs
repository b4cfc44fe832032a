using System.Globalization;
using Platform.Web.Invoices.Pdf;

namespace Platform.Web.Invoices;

/// <summary>A pen that goes down an A4 page; at the end of a page it goes on at the top of the next. Lines start at the left, or at the right where people read from there.</summary>
internal sealed class Sheet
{
    public const double Start = 48, End = 547, Half = 250, Wide = End - Start;
    private const double Top = 48, Bottom = 780, Foot = 812;
    private const double CountAt = 355, PriceAt = 455, Gap = 10;
    private const string Ink = "0.063 0.094 0.157", Grey = "0.357 0.392 0.459", Pale = "0.89 0.906 0.929";

    private readonly PdfFile file;
    private readonly bool isMirrored;

    public Sheet(PdfFile file, bool isMirrored)
    {
        (this.file, this.isMirrored) = (file, isMirrored);
        file.AddPage();
    }

    public static Pen Title { get; } = new(Typeface.Bold, 16, Ink);
    public static Pen Strong { get; } = new(Typeface.Bold, 11, Ink);
    public static Pen Body { get; } = new(Typeface.Regular, 9.5, Ink);
    public static Pen Small { get; } = new(Typeface.Regular, 8, Grey);

    public double Y { get; set; } = Top;

    /// <summary>What a table says above its columns, again at the top of each page it goes on to.</summary>
    public Action? Heading { get; set; }

    /// <summary>Words that break at the width, from the start of the line.</summary>
    public void Write(string text, Pen pen, double width)
    {
        foreach (var line in Broken(text, pen, width))
        {
            Need(pen);
            PutStart(line, pen);
            Y += pen.Size * 1.4;
        }
    }

    public void WriteEnd(string text, Pen pen)
    {
        foreach (var line in Broken(text, pen, Half))
        {
            PutEnd(line, pen, End);
            Y += pen.Size * 1.4;
        }
    }

    public void Row(Pen pen, string title, string count, string price, string amount)
    {
        var lines = Broken(title, pen, CountAt - Start - 45).ToList();
        Need(pen, lines.Count);
        PutEnd(count, pen, CountAt);
        PutEnd(price, pen, PriceAt);
        PutEnd(amount, pen, End);
        foreach (var line in lines)
        {
            PutStart(line, pen);
            Y += pen.Size * 1.4;
        }

        Y += 4;
    }

    public void Sum(string title, string amount, Pen pen)
    {
        Need(pen);
        PutEnd(title, pen, Math.Min(PriceAt, End - Gap - pen.Face.Measure(amount, pen.Size)));
        PutEnd(amount, pen, End);
        Y += pen.Size * 1.6;
    }

    /// <summary>What belongs together does not begin at the foot of a page that cannot hold it.</summary>
    public void Keep(double height)
    {
        if (Y + height > Bottom) Turn();
    }

    public void Rule()
    {
        file.Line(Start, End, Y, Pale);
        Y += 6;
    }

    /// <summary>At the foot of every page, once it is known how many there are.</summary>
    public void NumberPages(string of)
    {
        for (var page = 0; page < file.Pages; page++)
        {
            var said = ArabicScript.Draw(string.Create(CultureInfo.InvariantCulture, $"{of} · {page + 1}/{file.Pages}"));
            file.Text(said, Small, Start + ((Wide - Small.Face.Measure(said, Small.Size)) / 2), Foot, page);
        }
    }

    private void PutStart(string text, Pen pen)
    {
        var drawn = ArabicScript.Draw(text);
        file.Text(drawn, pen, isMirrored ? End - pen.Face.Measure(drawn, pen.Size) : Start, Y + pen.Size);
    }

    /// <param name="x">Where the line ends, on a page that starts at the left.</param>
    private void PutEnd(string text, Pen pen, double x)
    {
        var drawn = ArabicScript.Draw(text);
        file.Text(drawn, pen, isMirrored ? Start + End - x : x - pen.Face.Measure(drawn, pen.Size), Y + pen.Size);
    }

    private void Need(Pen pen, int lines = 1) => Keep(lines * pen.Size * 1.4);

    private void Turn()
    {
        file.AddPage();
        Y = Top;
        Heading?.Invoke();
    }

    private static IEnumerable<string> Broken(string text, Pen pen, double width)
    {
        foreach (var paragraph in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var line = "";
            foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var longer = line.Length == 0 ? word : $"{line} {word}";
                if (line.Length > 0 && pen.Face.Measure(ArabicScript.Draw(longer), pen.Size) > width)
                {
                    yield return line;
                    longer = word;
                }

                line = longer;
            }

            yield return line;
        }
    }
}
