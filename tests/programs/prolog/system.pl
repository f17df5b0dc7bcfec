% What programs take for granted beyond the standard: records, heaps, files' names, options, ends of goals watched.
:- name(X, "12"), print(X), nl, name(Y, "ab"), print(Y), nl, name(foo, L), print(L), nl, name(Z, "1a"), print(Z), nl.
:- compound_name_arguments(T, f, [a,B]), B = b, print(T), nl, compound_name_arity(g(a,b), N, A), print(N/A), nl.
:- catch(compound_name_arity(_, f, 0), error(E, _), (print(E), nl)).
:- setup_call_catcher_cleanup(true, member(X, [1,2,3]), C, (write(C), nl)), X == 3, write(done), nl.
:- setup_call_catcher_cleanup(true, member(X, [1,2,3]), C, (write(C), nl)), X == 2, !, write(done), nl.
:- catch(setup_call_catcher_cleanup(true, throw(oops), C, (write(C), nl)), oops, (write(caught), nl)).
:- ignore(setup_call_catcher_cleanup(true, fail, C, (write(C), nl))).
:- catch(setup_call_catcher_cleanup(true, (member(X,[1,2]), X > 1, throw(late(X))), C, (write(C), nl)), late(_), (write(caught), nl)).
:- setup_call_catcher_cleanup(true, (member(X,[1,2]), fail), C, (write(C), nl)) ; true.
:- recordz(k, f(x)), recordz(k, g), recorda(k, first), forall(recorded(k, T), (print(T), write(' '))), nl.
:- recorded(k, g, R), erase(R), findall(T, recorded(k, T), L), length(L, N), print(N), nl.
:- flag(c, O, O+1), flag(c, O1, O1*5), flag(c, V, V), print(O/O1/V), nl.
:- list_to_heap([3-c,1-a,2-b], H), get_from_heap(H, P, K, H1), print(P-K), nl, heap_to_list(H1, L), print(L), nl.
:- list_to_rbtree([b-2,a-1], T), rb_insert(T, c, 3, T1), rb_visit(T1, L), print(L), nl, (rb_lookup(z, _, T1) -> true ; writeln(no)).
:- file_base_name('/a/b/c.pl', B), file_directory_name('/a/b/c.pl', D), file_name_extension(X, E, 'c.tar.gz'), file_name_extension(foo, pl, F), print([B,D,X,E,F]), nl.
:- forall(member(F, ['/', '', 'a', 'a/', '/a', 'a/b/', '//a//b']), (file_base_name(F, B), file_directory_name(F, D), print(F-B-D), write(' '))), nl.
:- file_name_extension(a, '.pl', F), file_name_extension('a.pl', pl, G), file_name_extension(B, pl, 'x.pl'), print([F,G,B]), nl.
:- absolute_file_name('/a/../b/./c', X), print(X), nl, absolute_file_name(foo, Y, [relative_to('/tmp')]), print(Y), nl.
:- sub_term(X, f(a,g(b))), print(X), write(' '), fail ; nl.
:- occurrences_of_term(a, f(a,g(a)), N), occurrences_of_var(V, f(V,V,_), M), print(N/M), nl.
:- argv_options(['--foo=3', '-v', x, '--no-bar', '--baz-qux', --, '-y'], P, O), print(P-O), nl.
:- term_variables(f(X,Y), [A|T], []), (A == X -> writeln(yes) ; true), (nonground(f(a,Z), V), V == Z -> writeln(yes) ; writeln(no)).
:- (?=(a,b) -> write(y) ; write(n)), (?=(_,b) -> write(y) ; write(n)), X = f(X1), (?=(X, f(X1)) -> write(y) ; write(n)), nl.
:- setenv(foo, bar), getenv(foo, X), print(X), nl, (getenv(nope_x, _) -> true ; writeln(none)), unsetenv(foo), \+ getenv(foo, _), shell('echo hi'), shell('exit 3', S), print(S), nl.
:- wildcard_match("*.pl", 'a.pl'), \+ wildcard_match("?.pl", 'ab.pl'), wildcard_match("[a-c]{x,yy}*", 'byyz'), writeln(ok).
:- sleep(0.05), writeln(slept).
:- writef('%w and %d\n', [a, 3]).
:- term_subsumer(f(a,b,a), f(c,d,c), G), numbervars(G, 0, _), print(G), nl.
:- term_singletons(f(X,Y,X,Z), L), length(L, N), print(N), nl.
:- write_length(f(x), N, []), print(N), nl, nb_setval(v, 1), nb_current(v, V), print(V), nl, (nb_current(nov, _) -> true ; writeln(no)).
rest(R, R, []).
:- tmp_file(x, F), open(F, write, S), write(S, hello), close(S), size_file(F, N), print(N), nl, (phrase_from_file(([C], rest(R)), F) -> atom_codes(A, [C|R]), print(A), nl ; true), delete_file(F).
:- working_directory(D, D), sub_atom(D, _, 1, 0, /), writeln(ok).
:- at_halt((write(bye), nl)).
% expect: 12
% expect: ab
% expect: [102,111,111]
% expect: '1a'
% expect: f(a,b)
% expect: g/2
% expect: domain_error(compound_non_zero_arity,f)
% expect: exit
% expect: done
% expect: !
% expect: done
% expect: exception(oops)
% expect: caught
% expect: fail
% expect: exception(late(2))
% expect: caught
% expect: fail
% expect: first f(x) g 
% expect: 2
% expect: 0/1/5
% expect: 1-a
% expect: [2-b,3-c]
% expect: [a-1,b-2,c-3]
% expect: no
% expect: ['c.pl','/a/b','c.tar',gz,'foo.pl']
% expect: (/)-(/)-(/) ''-''-'.' a-a-'.' 'a/'-a-'.' '/a'-a-(/) 'a/b/'-b-a '//a//b'-b-'//a' 
% expect: ['a.pl','a.pl',x]
% expect: '/b/c'
% expect: '/tmp/foo'
% expect: f(a,g(b)) a g(b) b 
% expect: 2/2
% expect: [x,'-y']-[foo(3),v(true),bar(false),baz_qux(true)]
% expect: yes
% expect: yes
% expect: yny
% expect: bar
% expect: none
% expect: hi
% expect: 3
% expect: ok
% expect: slept
% expect: a and 3
% expect: f(A,B,A)
% expect: 2
% expect: 4
% expect: 1
% expect: no
% expect: 5
% expect: hello
% expect: ok
% expect: bye
