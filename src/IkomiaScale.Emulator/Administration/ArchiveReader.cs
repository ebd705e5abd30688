using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using IkomiaScale.Emulator.Data;
using IkomiaScale.Emulator.Http;
using IkomiaScale.Emulator.Storage;
using IkomiaScale.Emulator.Workflows;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace IkomiaScale.Emulator.Administration;

/// <summary>A received workflow: its document, name, and description.</summary>
internal sealed record SentWorkflow(string Name, string Description, byte[] Document);

/// <summary>Receives the archive of a workflow in a temporary file, reads its document, and checks that its plugins are in it.</summary>
internal sealed class ArchiveReader(DataFolder folder)
{
    private const string DocumentName = "workflow.json";
    private const string LocalScheme = "file://";
    private const int MaxDocument = 16 * 1024 * 1024;

    public async Task<SentWorkflow> ReceiveAsync(HttpContext context)
    {
        var reader = new MultipartReader(UploadFormReader.Boundary(context.Request), context.Request.Body);
        try
        {
            while (await reader.ReadNextSectionAsync(context.RequestAborted) is { } section)
            {
                if (ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
                    && HeaderUtilities.RemoveQuotes(disposition.Name).Value == "archive")
                {
                    return await ReceiveAsync(section.Body, context.RequestAborted);
                }
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw RequestException.BadRequest($"The multipart form cannot be read: {exception.Message}");
        }

        throw RequestException.BadRequest("archive: No file was submitted.");
    }

    private async Task<SentWorkflow> ReceiveAsync(Stream content, CancellationToken cancellation)
    {
        var path = Path.Combine(folder.Runs, $"{Guid.NewGuid()}.zip");
        await using var file = new FileStream(
            path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        await content.CopyToAsync(file, cancellation);
        file.Position = 0;
        try
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Read);
            return Read(archive);
        }
        catch (InvalidDataException exception)
        {
            throw RequestException.BadRequest($"archive: The file is not a zip archive: {exception.Message}");
        }
    }

    private static SentWorkflow Read(ZipArchive archive)
    {
        var entry = archive.GetEntry(DocumentName) ?? throw RequestException.BadRequest($"archive: The archive has no {DocumentName} at its root.");
        var document = new byte[entry.Length <= MaxDocument ? entry.Length : throw RequestException.TooLarge($"{DocumentName} is too large.")];
        using (var stream = entry.Open())
        {
            stream.ReadExactly(document);
        }

        try
        {
            WorkflowReader.Read(document);
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            throw RequestException.BadRequest($"archive: {DocumentName} is not a workflow document: {exception.Message}");
        }

        var root = JsonNode.Parse(document)!;
        foreach (var task in root["tasks"]!.AsArray())
        {
            CheckPlugin(archive, task?["task_data"]?["url"] as JsonValue);
        }

        var name = (root["metadata"]?["name"] as JsonValue)?.ToString();
        return string.IsNullOrEmpty(name)
            ? throw RequestException.BadRequest("archive: The workflow has no name.")
            : new SentWorkflow(name, (root["metadata"]?["description"] as JsonValue)?.ToString() ?? "", document);
    }

    private static void CheckPlugin(ZipArchive archive, JsonValue? url)
    {
        if (url?.ToString() is not { } text || !text.StartsWith(LocalScheme, StringComparison.Ordinal))
        {
            return;
        }

        var plugin = text[LocalScheme.Length..] + "/";
        if (!archive.Entries.Any(entry => entry.FullName.StartsWith(plugin, StringComparison.Ordinal)))
        {
            throw RequestException.BadRequest($"archive: The plugin '{text}' is not in the archive.");
        }
    }
}
