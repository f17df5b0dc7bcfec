% An expert system: rules with explanations, answers asked once and remembered, forward chaining to a fixpoint.
:- dynamic known/3, fact/1, rule/3.
:- op(800, fx, if).
:- op(700, xfx, then).
:- op(300, xfy, or).
:- op(200, xfy, and).
:- op(650, xfx, because).
:- op(640, xfy, &).

if has_fur or gives_milk then mammal.
if has_feathers then bird.
if flies and lays_eggs then bird.
if mammal and eats_meat then carnivore.
if mammal and pointed_teeth and claws then carnivore.
if carnivore and tawny and dark_spots then cheetah.
if carnivore and tawny and stripes then tiger.
if bird and cannot_fly and swims then penguin.

:- dynamic (if)/1.

goal_animal(cheetah).
goal_animal(tiger).
goal_animal(penguin).

prove(A and B, P1 & P2) :- !, prove(A, P1), prove(B, P2).
prove(A or B, P) :- !, ( prove(A, P) ; prove(B, P) ).
prove(G, G because P) :- (if C then G), prove(C, P).
prove(G, told(G)) :- \+ (if _ then G), ask(G).

ask(G) :- known(G, Answer, _), !, Answer == yes.
ask(G) :- answer(G, A), !, assertz(known(G, A, asked)), format("~w? ~w~n", [G, A]), A == yes.
ask(G) :- assertz(known(G, no, default)), fail.

answer(has_fur, no).
answer(gives_milk, yes).
answer(eats_meat, no).
answer(pointed_teeth, yes).
answer(claws, yes).
answer(tawny, yes).
answer(stripes, yes).
answer(dark_spots, no).

explain(A & B, I) :- !, explain(A, I), explain(B, I).
explain(G because P, I) :- !, format("~*c~w because~n", [I, 0' , G]), J is I + 2, explain(P, J).
explain(told(G), I) :- format("~*c~w (told)~n", [I, 0' , G]).

forward :- findall(G, new_fact(G), Gs0), sort(Gs0, Gs), ( Gs == [] -> true ; forall(member(G, Gs), ( assertz(fact(G)), format("derived ~w~n", [G]) )), forward ).
new_fact(G) :- (if C then G), holds(C), \+ fact(G).
holds(A and B) :- !, holds(A), holds(B).
holds(A or B) :- !, ( holds(A) ; holds(B) ).
holds(G) :- fact(G).

run :-
    (   goal_animal(A), prove(A, Proof)
    ->  format("It is a ~w.~n", [A]), explain(Proof, 2)
    ;   writeln('Nothing known.')
    ),
    findall(K=V, known(K, V, asked), L), length(L, N), format("~d questions: ~q~n", [N, L]),
    retractall(fact(_)),
    maplist([F]>>assertz(fact(F)), [has_feathers, cannot_fly, swims]),
    forward,
    ( fact(penguin) -> writeln(penguin) ; true ),
    aggregate_all(count, (if _ then _), Rules), format("~a rules~n", [Rules]),
    listing(fact/1).

:- initialization(run).
% expect: has_fur? no
% expect: gives_milk? yes
% expect: eats_meat? no
% expect: pointed_teeth? yes
% expect: claws? yes
% expect: tawny? yes
% expect: dark_spots? no
% expect: stripes? yes
% expect: It is a tiger.
% expect:   tiger because
% expect:     carnivore because
% expect:       mammal because
% expect:         gives_milk (told)
% expect:       pointed_teeth (told)
% expect:       claws (told)
% expect:     tawny (told)
% expect:     stripes (told)
% expect: 8 questions: [has_fur=no,gives_milk=yes,eats_meat=no,pointed_teeth=yes,claws=yes,tawny=yes,dark_spots=no,stripes=yes]
% expect: derived bird
% expect: derived penguin
% expect: penguin
% expect: 8 rules
% expect: :- dynamic fact/1.
% expect:
% expect: fact(has_feathers).
% expect: fact(cannot_fly).
% expect: fact(swims).
% expect: fact(bird).
% expect: fact(penguin).
% expect:
