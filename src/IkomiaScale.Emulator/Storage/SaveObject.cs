using IkomiaScale.Emulator.Diagnostics;
using IkomiaScale.Emulator.Http;

namespace IkomiaScale.Emulator.Storage;

/// <summary><c>POST</c> and <c>PUT /v1/objects/{path}</c>: creates, overwrites, or copies an object.</summary>
internal sealed class SaveObject(ObjectStore objects, UploadFormReader forms, RequestCounters counters, Referee referee)
{
    /// <summary>The size in bytes up to which a body usually arrives together with its request.</summary>
    private const long SmallBody = 64 * 1024;

    public Task CreateAsync(HttpContext context) => HandleAsync(context, ObjectPath.Name(context), overwrite: false);

    public Task OverwriteAsync(HttpContext context)
    {
        var path = ObjectPath.Name(context);
        return path.Length > 0
            ? HandleAsync(context, path, overwrite: true)
            : throw RequestException.BadRequest("An object without a path cannot be overwritten. Add a path to the URL, or use POST.");
    }

    private async Task HandleAsync(HttpContext context, string path, bool overwrite)
    {
        var cancellation = context.RequestAborted;
        // Refused before the body is read: a client that waits for "100 Continue" then sends nothing. A small body has usually
        // arrived, and saving detects the same conflict.
        UploadFormReader.Boundary(context.Request);
        var isHere = context.Request.ContentLength <= SmallBody && context.Request.Headers.Expect.Count == 0;
        if (path.Length > 0 && !overwrite && !isHere && await objects.FindByPathAsync(path, cancellation) is not null)
        {
            throw Exists(path);
        }

        using var form = await forms.ReadAsync(context.Request, cancellation);
        Check(context, form);
        var result = await SaveAsync(context, form, path, overwrite);
        var status = result.Outcome switch
        {
            SaveOutcome.Created => StatusCodes.Status201Created,
            SaveOutcome.Replaced => StatusCodes.Status200OK,
            SaveOutcome.SourceMissing => throw RequestException.NotFound($"The object cannot be copied: there is no object with the uid '{form.CopyFrom}'."),
            _ => throw Exists(path),
        };
        await JsonAnswer.WriteAsync(context, status, ObjectAnswer.Of(result.Object!, BaseAddress.Of(context)));
    }

    private void Check(HttpContext context, UploadForm form)
    {
        if (form.CopyFrom is not null)
        {
            referee.Require(context, form.Parts is ["copy_from", "file"], "The form of a copy has exactly the field 'copy_from' and then an empty part 'file'.");
            return;
        }

        referee.Require(context, form.Parts is ["is_directory_archive", "file"], "The form of an upload has exactly the field 'is_directory_archive' and then the part 'file'.");
        referee.Require(context, form.FileHasType, "The part 'file' of an upload has its own Content-Type.");
    }

    private Task<SaveResult> SaveAsync(HttpContext context, UploadForm form, string path, bool overwrite)
    {
        if (form.CopyFrom is not null)
        {
            counters.CountAsCopy(context);
            return form.File is { Size: > 0 }
                ? throw RequestException.Unprocessable("The part 'file' of a copy must be empty, because the content comes from 'copy_from'.")
                : objects.CopyAsync(form.CopyFrom, path, overwrite, context.RequestAborted);
        }

        return form.File is null
            ? throw RequestException.Unprocessable("The form has no part 'file'.")
            : objects.SaveAsync(path, overwrite, form.File, form.IsDirectoryArchive, form.ContentType, context.RequestAborted);
    }

    private static RequestException Exists(string path) => RequestException.Conflict($"An object with the path '{path}' already exists.");
}
