using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using System.Text;
using Bunit;

namespace Platform.Tests;

internal static class Setup
{
    [ModuleInitializer]
    internal static void Prepare()
    {
        // bUnit asks for a version of this library that not every registry has; ours answers to any.
        AssemblyLoadContext.Default.Resolving += static (context, name) => name.Name == "AngleSharp.Diffing"
            ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "AngleSharp.Diffing.dll"))
            : null;

        // The reader of workbooks asks for Windows' letters, whatever it reads.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

        // A part that reads the database takes its time beside browsers at work; a test waits for what it expects.
        BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(30);
    }
}
