/* The characters of a page into one array, in one call.
 *
 * The twin of `_fill` in chars.py, which does the same through ctypes: a test compares the two, byte for byte. PDFium is
 * not linked: chars.py passes the addresses of the functions of the library that pypdfium2 has loaded.
 */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>

/* One row; chars.py's ROW describes the same bytes to numpy. */
typedef struct {
    uint32_t code;
    int32_t generated;
    float left, right, bottom, top;
    double baseline;
    float size, a, b, c, d;
    uint32_t unused;
    uint64_t font;
} Row;

typedef struct { float left, top, right, bottom; } Rect;      /* FS_RECTF, fpdfview.h */
typedef struct { float a, b, c, d, e, f; } Matrix;            /* FS_MATRIX, fpdfview.h */

typedef unsigned int (*GetUnicode)(void *, int);
typedef int (*IsGenerated)(void *, int);
typedef int (*GetLooseCharBox)(void *, int, Rect *);
typedef int (*GetCharOrigin)(void *, int, double *, double *);
typedef void *(*GetTextObject)(void *, int);
typedef double (*GetFontSize)(void *, int);
typedef int (*GetMatrix)(void *, int, Matrix *);
typedef void *(*GetFont)(void *);

static PyObject *fill(PyObject *self, PyObject *args)
{
    unsigned long long page, f[8];
    Py_buffer buffer;
    if (!PyArg_ParseTuple(args, "K(KKKKKKKK)w*", &page, &f[0], &f[1], &f[2], &f[3], &f[4], &f[5], &f[6], &f[7], &buffer))
        return NULL;
    GetUnicode get_unicode = (GetUnicode)(uintptr_t)f[0];
    IsGenerated is_generated = (IsGenerated)(uintptr_t)f[1];
    GetLooseCharBox get_box = (GetLooseCharBox)(uintptr_t)f[2];
    GetCharOrigin get_origin = (GetCharOrigin)(uintptr_t)f[3];
    GetTextObject get_object = (GetTextObject)(uintptr_t)f[4];
    GetFontSize get_size = (GetFontSize)(uintptr_t)f[5];
    GetMatrix get_matrix = (GetMatrix)(uintptr_t)f[6];
    GetFont get_font = (GetFont)(uintptr_t)f[7];
    void *text_page = (void *)(uintptr_t)page;

    Row *rows = buffer.buf;
    int count = (int)(buffer.len / (Py_ssize_t)sizeof(Row));
    void *last = NULL;
    int known = 0;
    Row style = {0};
    for (int i = 0; i < count; i++) {
        Row *row = &rows[i];
        Rect box = {0};
        double x = 0, y = 0;
        row->code = get_unicode(text_page, i);
        row->generated = is_generated(text_page, i);
        get_box(text_page, i, &box);
        get_origin(text_page, i, &x, &y);
        void *object = get_object(text_page, i);
        /* Characters of one text object share font, size and matrix; generated ones have no object. */
        if (!known || object != last) {
            Matrix m = {1, 0, 0, 1, 0, 0};
            known = 1;
            last = object;
            style.size = (float)get_size(text_page, i);
            get_matrix(text_page, i, &m);
            style.a = m.a; style.b = m.b; style.c = m.c; style.d = m.d;
            style.font = object ? (uint64_t)(uintptr_t)get_font(object) : 0;
        }
        row->left = box.left; row->right = box.right; row->bottom = box.bottom; row->top = box.top;
        row->baseline = y;
        row->size = style.size;
        row->a = style.a; row->b = style.b; row->c = style.c; row->d = style.d;
        row->unused = 0;
        row->font = style.font;
    }
    PyBuffer_Release(&buffer);
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"fill", fill, METH_VARARGS, "fill(text_page, functions, rows): read every character of a page into rows."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "_fast", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__fast(void)
{
    return PyModule_Create(&module);
}
