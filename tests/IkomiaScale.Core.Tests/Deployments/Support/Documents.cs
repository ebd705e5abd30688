namespace IkomiaScale.Tests.Deployments.Support;

/// <summary>Documents of the form that PROTOCOL 4 and 5 describe.</summary>
internal static class Documents
{
    /// <summary>A white PNG of one pixel.</summary>
    public const string Png =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4//8/AAX+Av4N70a4AAAAAElFTkSuQmCC";

    /// <summary>Three tasks in a row and one beside them; the two named <c>blur</c> are not final.</summary>
    public const string Workflow = """
        {
          "metadata": { "name": "demo workflow", "version": 3 },
          "tasks": [
            { "task_id": 1, "task_data": { "name": "blur", "parameters": [ { "name": "size", "value": "3", "type": "int" } ],
              "inputs": [ { "name": "CImageIO" } ], "outputs": [ { "name": "CImageIO" } ] } },
            { "task_id": 2, "task_data": { "name": "blur", "parameters": [ { "name": "size", "value": 5 } ],
              "inputs": [ { "name": "CImageIO" } ], "outputs": [ { "name": "CImageIO" } ] } },
            { "task_id": 3, "task_data": { "name": "detect", "parameters": [ { "name": "conf_thres", "value": 0.25 }, { "name": "labels", "value": [1, 2] } ],
              "inputs": [ { "name": "CImageIO" } ], "outputs": [ { "name": "CImageIO" }, { "name": "CObjectDetectionIO" } ] } },
            { "task_id": 4, "task_data": { "name": "count" } }
          ],
          "connections": [
            { "source_id": -1, "source_index": 0, "target_id": 1, "target_index": 0 },
            { "source_id": 1, "source_index": 0, "target_id": 2, "target_index": 0 },
            { "source_id": 2, "source_index": 0, "target_id": 3, "target_index": 0 }
          ]
        }
        """;

    public const string Detections = """
        { "OBJECT_DETECTION": { "detections": [
            { "id": 0, "label": "cat", "confidence": 0.925, "box": { "x": 10, "y": 20.5, "width": 100.0, "height": 50 }, "color": { "r": 255, "g": 0, "b": 16, "a": 255 } },
            { "id": 1, "label": "dog", "confidence": "0.5", "box": { "x": 1, "y": 2, "width": 3, "height": 4 }, "color": { "r": 1.0, "g": 2, "b": 3 }, "track": { "a": 1 } }
          ], "referenceImageIndex": 0 } }
        """;

    public const string Instances = $$"""
        { "INSTANCE_SEGMENTATION": { "detections": [
            { "id": 4, "type": 0, "classIndex": 2, "label": "cat", "confidence": 0.8, "box": { "x": 1, "y": 2, "width": 3, "height": 4 },
              "mask": "{{Png}}", "color": { "r": 1, "g": 2, "b": 3, "a": 128 } } ], "referenceImageIndex": 1 } }
        """;

    public const string Semantic = $$"""
        { "SEMANTIC_SEGMENTATION": { "mask": "{{Png}}", "classes": ["sky", "road"], "colors": [ { "r": 1, "g": 2, "b": 3 }, { "r": 4, "g": 5, "b": 6 } ], "referenceImageIndex": 0 } }
        """;

    public const string Keypoints = """
        { "KEYPOINTS": { "objects": [ { "id": 0, "label": "person", "confidence": 0.9, "color": { "r": 0, "g": 0, "b": 0, "a": 255 },
            "box": { "x": 1, "y": 2, "width": 3, "height": 4 }, "points": [ { "index": 1, "x": 10.5, "y": 20 }, { "index": 9, "x": 1, "y": 1 }, { "index": 0 } ] } ],
          "names": ["nose", "left eye"], "links": [ { "index1": 0, "index2": 1, "label": "face", "color": { "r": 9, "g": 9, "b": 9, "a": 255 } }, { "index1": 0 } ] } }
        """;

    public const string Text = """
        { "TEXT": { "fields": [ { "id": 7, "label": "plate", "text": "AB-123", "confidence": 1, "color": { "r": 1, "g": 1, "b": 1, "a": 1 },
            "polygon": [ { "x": 1, "y": 2 }, { "x": 3.5, "y": 2 } ] }, { "text": "second" } ], "referenceImageIndex": 0 } }
        """;

    public const string Stored = """
        { "storage_object": { "url": "https://scalefs.ikomia.ai/v1/objects/?uid=0b4c%2D1", "data_type": "video",
          "metadata": { "uid": "0b4c-1", "is_directory_archive": false, "path": "out/film.mp4", "content_type": "video/mp4", "size": 12, "sha256": "AA" } } }
        """;

    /// <summary>An answer of 200 with these outputs.</summary>
    public static string Results(params string[] outputs) => $$"""{"results":[{{string.Join(",", outputs)}}],"state":"SUCCESS","eta":[0,0]}""";
}
