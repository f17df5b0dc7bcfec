/* Uses every function of vm.h; ends with 0 if all is as it should be. */
#include "vm.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CHECK(what)                                                                                                          \
    do {                                                                                                                     \
        if (!(what)) {                                                                                                       \
            fprintf(stderr, "%s:%d: %s; last message: %s\n", __FILE__, __LINE__, #what, vm_error_message(m));                \
            exit(1);                                                                                                         \
        }                                                                                                                    \
    } while (0)

static vm_machine *m;

static int64_t number(vm_value *v) {
    int64_t n = 0;
    CHECK(v && vm_to_int(m, v, &n));
    vm_value_free(v);
    return n;
}

/* Calls its first argument with 20 and adds what `data` points to. */
static vm_value *call_back(vm_machine *inner, void *data, size_t count, const vm_value *const *arguments) {
    (void)count;
    vm_value *twenty = vm_from_int(inner, 20);
    const vm_value *args[] = {twenty};
    vm_value *result = vm_call(inner, 0, arguments[0], 1, args);
    vm_value_free(twenty);
    int64_t n = 0;
    if (!result || !vm_to_int(inner, result, &n)) return NULL;
    vm_value_free(result);
    return vm_from_int(inner, n + *(int *)data);
}

static vm_value *failing(vm_machine *inner, void *data, size_t count, const vm_value *const *arguments) {
    (void)data, (void)arguments;
    char message[40];
    snprintf(message, sizeof message, "%zu arguments", count);
    vm_fail(inner, message);
    return NULL;
}

static void *stopper(void *interrupter) {
    usleep(50000);
    vm_interrupt(interrupter);
    return NULL;
}

static void values(int scheme) {
    CHECK(number(vm_eval(m, scheme, "a", "(+ 40 2)")) == 42);
    vm_value *half = vm_eval(m, scheme, "a", "1/2");
    double d = 0;
    CHECK(half && vm_to_double(m, half, &d) && d == 0.5);
    int64_t n;
    CHECK(!vm_to_int(m, half, &n) && vm_error_kind(m) == VM_USAGE);
    char *shown = vm_show(m, scheme, half, true);
    CHECK(shown && !strcmp(shown, "1/2"));
    vm_text_free(shown);
    vm_value_free(half);
    vm_value *f = vm_eval(m, scheme, "b", "(define (f s d b) (list s d (not b))) f");
    vm_value *args[] = {vm_from_text(m, "gr\xc3\xb6\xc3\x9f" "e"), vm_from_double(m, 1.5), vm_from_bool(m, true)};
    vm_value *list = vm_call(m, scheme, f, 3, (const vm_value *const *)args);
    shown = vm_show(m, scheme, list, true);
    CHECK(shown && !strcmp(shown, "(\"gr\xc3\xb6\xc3\x9f" "e\" 1.5 #f)"));
    vm_text_free(shown);
    char *text = vm_to_text(m, args[0]);
    CHECK(text && !strcmp(text, "gr\xc3\xb6\xc3\x9f" "e"));
    vm_text_free(text);
    bool b = false;
    CHECK(vm_to_bool(m, args[2], &b) && b);
    for (int i = 0; i < 3; i++) vm_value_free(args[i]);
    vm_value_free(list);
    vm_value_free(f);
    vm_value *g = vm_global(m, scheme, "f");
    CHECK(g);
    vm_value_free(g);
    CHECK(!vm_global(m, scheme, "no-such") && vm_error_kind(m) == VM_USAGE);
}

static void errors(int scheme) {
    CHECK(!vm_eval(m, scheme, "x", "(car 5)") && vm_error_kind(m) == VM_UNCAUGHT);
    CHECK(strstr(vm_error_message(m), "x:1:1: car: argument 1 must be a pair"));
    CHECK(!vm_eval(m, scheme, "x", "(car") && vm_error_kind(m) == VM_SYNTAX);
    CHECK(!vm_eval(m, scheme, "x", "(exit 3)") && vm_error_kind(m) == VM_EXIT && vm_error_status(m) == 3);
    CHECK(!vm_eval(m, 7, "x", "1") && vm_error_kind(m) == VM_USAGE);
    CHECK(vm_add_language(m, "latin") == -1 && vm_error_kind(m) == VM_USAGE);
    CHECK(number(vm_eval(m, scheme, "x", "1")) == 1 && vm_error_kind(m) == VM_OK);
}

int main(void) {
    vm_limits limits = {.fuel = 20000000000, .heap_bytes = 64 << 20};
    m = vm_new(&limits);
    CHECK(m);
    int scheme = vm_add_language(m, "scheme");
    CHECK(scheme == 0);
    values(scheme);
    errors(scheme);

    int two = 2;
    CHECK(vm_define(m, scheme, "call-back", 1, call_back, &two) == 0);
    CHECK(vm_define(m, scheme, "failing", -1, failing, NULL) == 0);
    CHECK(number(vm_eval(m, scheme, "c", "(call-back (lambda (n) (* n 2)))")) == 42);
    CHECK(!vm_eval(m, scheme, "c", "(call-back (lambda (n) (error \"inner\" n)))") && vm_error_kind(m) == VM_UNCAUGHT);
    CHECK(strstr(vm_error_message(m), "inner 20"));
    vm_value *caught = vm_eval(m, scheme, "c", "(guard (e (#t (condition/report-string e))) (failing 1 2))");
    char *text = vm_to_text(m, caught);
    CHECK(text && !strcmp(text, "failing: 2 arguments"));
    vm_text_free(text);
    vm_value_free(caught);

    vm_interrupter *i = vm_interrupter_new(m);
    pthread_t thread;
    pthread_create(&thread, NULL, stopper, i);
    CHECK(!vm_eval(m, scheme, "d", "(let loop () (loop))") && vm_error_kind(m) == VM_INTERRUPTED);
    pthread_join(thread, NULL);
    CHECK(!vm_eval(m, scheme, "d", "(let loop ((l '())) (loop (cons 1 l)))") && vm_error_kind(m) == VM_LIMIT);

    vm_value *kept = vm_from_int(m, 1);
    vm_free(m);
    vm_interrupt(i);
    vm_interrupter_free(i);
    vm_value_free(kept);
    vm_free(NULL);
    vm_value_free(NULL);
    puts("ok");
    return 0;
}
