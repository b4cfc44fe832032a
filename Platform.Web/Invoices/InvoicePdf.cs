using System.Globalization;
using Microsoft.Extensions.Localization;
using Platform.Domain.Common;
using Platform.Domain.Invoices;
using Platform.Web.Invoices.Pdf;
using Platform.Web.Shared;

namespace Platform.Web.Invoices;

/// <summary>Draws an invoice or a credit note in its language; names, and what the law of the country wants to read, stay as they are written.</summary>
public sealed class InvoicePdf(IStringLocalizer<Texts> texts)
{
    /// <summary>Of the total and the sentence that closes the paper, and of each rate above them.</summary>
    private const double SumsHeight = 60, VatHeight = 32;

    public byte[] Draw(InvoiceIssued issued)
    {
        var (before, beforeWords) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = issued.Paper.Language.Culture();
        try
        {
            return Draw(issued.Paper, Paper.Write(issued.Paper.Kind, issued.Paper.On.Year, issued.Number));
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, beforeWords);
        }
    }

    private byte[] Draw(Paper paper, string number)
    {
        var file = new PdfFile(number, paper.Seller.Name, paper.Language.Code());
        var sheet = new Sheet(file, isMirrored: paper.Language is Language.Arabic);
        Head(sheet, paper, number);
        Lines(sheet, paper);
        Sums(sheet, paper);
        Foot(sheet, paper);
        sheet.NumberPages($"{paper.Seller.Name} · {number}");
        return file.Save();
    }

    private void Head(Sheet sheet, Paper paper, string number)
    {
        var top = sheet.Y;
        sheet.Write(paper.Seller.Name, Sheet.Title, Sheet.Half);
        sheet.Write(paper.Seller.Address, Sheet.Body, Sheet.Half);
        sheet.Write(paper.Seller.Phone, Sheet.Body, Sheet.Half);
        foreach (var mention in paper.Seller.Mentions) sheet.Write(mention, Sheet.Small, Sheet.Half);
        var seller = sheet.Y;

        sheet.Y = top;
        sheet.WriteEnd(texts[paper.Kind is PaperKind.Invoice ? "Invoice" : "CreditNote"], Sheet.Title);
        sheet.WriteEnd(number, Sheet.Strong);
        sheet.WriteEnd(texts["DatedOn", paper.On.ToString("d MMMM yyyy", CultureInfo.CurrentCulture)], Sheet.Body);
        sheet.WriteEnd(texts["ForOrder", paper.OrderNumber], Sheet.Body);
        if (paper.Corrects is { } corrects) sheet.WriteEnd(texts["CorrectsInvoice", corrects.Number], Sheet.Body);
        if (LegalProfile.Of(paper.Seller.Country).Clearance is { } platform) sheet.WriteEnd(texts["NotCleared", platform], Sheet.Small);

        sheet.Y = Math.Max(seller, sheet.Y) + 18;
        sheet.Write(texts["BilledTo"], Sheet.Small, Sheet.Half);
        sheet.Write(paper.Buyer.Name.Text, Sheet.Strong, Sheet.Half);
        sheet.Write(paper.Buyer.Address.Text, Sheet.Body, Sheet.Half);
        if (paper.Buyer.Phone is { } phone) sheet.Write(phone.Text, Sheet.Body, Sheet.Half);
        sheet.Y += 18;
    }

    private void Lines(Sheet sheet, Paper paper)
    {
        sheet.Heading = () =>
        {
            sheet.Row(Sheet.Small, texts["Designation"], texts["Count"], texts["UnitPrice"], texts["Amount"]);
            sheet.Rule();
        };
        sheet.Heading();
        foreach (var line in paper.Lines)
            sheet.Row(Sheet.Body, line.Title, line.Quantity.ToString(CultureInfo.CurrentCulture), MoneyText.Format(line.UnitPrice), MoneyText.Format(line.Total));
        sheet.Heading = null;
        sheet.Rule();
    }

    private void Sums(Sheet sheet, Paper paper)
    {
        sheet.Keep(SumsHeight + (paper.Vat.Count * VatHeight));
        foreach (var group in paper.Vat)
        {
            var percent = group.Percent.ToString("0.###", CultureInfo.CurrentCulture);
            sheet.Sum(texts["NetAt", percent], MoneyText.Format(group.Net), Sheet.Body);
            sheet.Sum(texts["VatAt", percent], MoneyText.Format(group.Vat), Sheet.Body);
        }

        sheet.Sum(texts[paper.Kind is PaperKind.Invoice ? paper.Vat is [] ? "TotalDue" : "TotalWithVat" : "TotalCredit"], MoneyText.Format(paper.Total), Sheet.Strong);
        sheet.Y += 10;
        sheet.Write(texts[paper.Kind is PaperKind.Invoice ? "ClosedAt" : "CreditClosedAt", paper.Language is Language.French ? FrenchNumbers.Write(paper.Total) : MoneyText.Format(paper.Total)], Sheet.Body, Sheet.Wide);
    }

    private void Foot(Sheet sheet, Paper paper)
    {
        sheet.Y += 8;
        if (paper.Corrects is { } corrects) sheet.Write(texts["CreditFor", corrects.Reason], Sheet.Body, Sheet.Wide);
        if (paper.Seller.Exemption is { } exemption) sheet.Write(exemption, Sheet.Body, Sheet.Wide);
        if (paper.Seller.Footer is { } footer) sheet.Write(footer, Sheet.Small, Sheet.Wide);
    }
}
