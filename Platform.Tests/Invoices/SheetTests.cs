using Platform.Web.Invoices;
using Platform.Web.Invoices.Pdf;

namespace Platform.Tests.Invoices;

/// <summary>A paper that goes on over several pages.</summary>
public sealed class SheetTests
{
    private readonly PdfFile file = new("F-2026-000001", "Atlas Sneakers", "fr");
    private readonly Sheet sheet;
    private int headings;

    public SheetTests() => sheet = new(file, isMirrored: false) { Heading = () => headings++ };

    [Fact]
    public void Each_page_a_table_goes_on_to_begins_with_its_heading()
    {
        for (var n = 0; n < 100; n++) sheet.Row(Sheet.Body, $"Samba OG {n}", "1", "949,50 MAD", "949,50 MAD");

        Assert.Equal(3, file.Pages);
        Assert.Equal(2, headings);
    }

    [Fact]
    public void What_belongs_together_goes_to_the_next_page_together()
    {
        sheet.Heading = null;
        sheet.Y = 750;
        sheet.Keep(20);
        Assert.Equal(1, file.Pages);

        sheet.Keep(60);
        Assert.Equal(2, file.Pages);
    }
}
