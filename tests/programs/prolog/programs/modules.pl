% A program of two modules: names of its own, portray/1, what is asked of modules.
:- use_module('../../../libraries/prolog/shapes').
:- use_module(library(apply), [maplist/3 as mapl]).
:- multifile user:portray/1.
:- dynamic user:portray/1.
user:portray(secret(_)) :- write('<secret>').
show(X) :- print(X), nl.
count(N) :- N = mine.
main :- describe(circle(1)), describe(rect(2,3)), a ===> X, show(X), each(show, [1,two,secret(3)]), count(C), show(C), shapes:count(D), show(D), mapl(succ, [1,2], L), show(L),
    catch(shapes:hidden, error(E, _), show(E)), catch(undefined_here(1), error(E2, _), show(E2)), ( predicate_property(area(_,_), imported_from(M)) -> show(M) ; true ), show(current_op(700, xfx, ===>)), ( current_op(P, T, ===>) -> show(P-T) ; show(no) ),
    module_property(shapes, exports(Ex0)), msort(Ex0, Ex), show(Ex), shapes:assertz(seen(z)), shapes:count(D2), show(D2), findall(N/A, (current_predicate(shapes:N/A)), L3), msort(L3, L4), show(L4), @(context_module(CM), shapes), show(CM), strip_module(a:b:c, M5, T5), show(M5-T5).
:- initialization(main).
% expect: circle(1) has area 3.14
% expect: seen 1
% expect: rect(2,3) has area 6.00
% expect: seen 2
% expect: got(a)
% expect: 1
% expect: two
% expect: <secret>
% expect: mine
% expect: 2
% expect: [2,3]
% expect: existence_error(procedure,shapes:hidden/0)
% expect: existence_error(procedure,undefined_here/1)
% expect: shapes
% expect: current_op(700,xfx,===>)
% expect: 700-xfx
% expect: [(===>)/2,area/2,describe/1,each/2]
% expect: 3
% expect: [(===>)/2,area/2,count/1,describe/1,each/2,seen/1]
% expect: shapes
% expect: b-c
