namespace Platform.Integrations.Storage;

/// <summary>Files in a folder beside the data. One machine, or a folder they share.</summary>
internal sealed class FolderStore(string folder) : IFileStore
{
    public async Task PutAsync(string name, Stream content, string mimeType, CancellationToken ct)
    {
        var path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);

        // Written aside and moved into place: nobody ever opens half a file.
        var aside = $"{path}.{Guid.NewGuid():N}";
        try
        {
            await using (var file = File.Create(aside)) await content.CopyToAsync(file, ct);
            File.Move(aside, path, overwrite: true);
        }
        finally
        {
            File.Delete(aside);
        }
    }

    public Task<Stream?> OpenAsync(string name, CancellationToken ct)
    {
        var path = PathOf(name);
        return Task.FromResult<Stream?>(File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 81920, useAsync: true) : null);
    }

    public Task DeleteAsync(string name, CancellationToken ct)
    {
        var path = PathOf(name);
        if (Directory.Exists(Path.GetDirectoryName(path))) File.Delete(path);
        return Task.CompletedTask;
    }

    private string PathOf(string name)
    {
        var (root, path) = (Path.GetFullPath(folder), Path.GetFullPath(Path.Combine(folder, name)));
        return path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? path : throw new ArgumentException("A name that leads out of the folder", nameof(name));
    }
}
