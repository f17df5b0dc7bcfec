% A conversation program: patterns with segments, memory of what was said, reflection of pronouns.
:- use_module(library(readutil)).
:- use_module(library(lists)).
:- dynamic memory/1, asked/2.

:- initialization(main).

main :-
    greeting(G), reply_line(G),
    talk(0).

greeting("Hello. How are you feeling today?").

talk(N) :-
    read_line_to_string(user_input, Line),
    (   Line == end_of_file
    ->  format("(~d lines)~n", [N])
    ;   words(Line, Words),
        respond(Words),
        N1 is N + 1,
        talk(N1)
    ).

words(Line, Words) :-
    string_lower(Line, Lower),
    split_string(Lower, " ", ".,!?;:", Parts),
    exclude(==(""), Parts, Strings),
    maplist([S, A]>>atom_string(A, S), Strings, Words).

respond([]) :- !, reply_line("Please say something.").
respond([quit|_]) :- !, reply_line("Goodbye."), halt.
respond(Words) :-
    rule(Key, Pattern, Answers),
    match(Pattern, Words, Bindings),
    !,
    next_answer(Key, Answers, Answer),
    fill(Answer, Bindings, Out),
    remember(Key, Bindings),
    atomic_list_concat(Out, ' ', Text),
    reply_line(Text).
respond(_) :-
    retract(memory(M)), !,
    atomic_list_concat(['Earlier you said', M], ' ', T0),
    atom_concat(T0, '. Tell me more.', T),
    reply_line(T).
respond(_) :-
    next_answer(none, [['Go', on], ['I', see]], A),
    atomic_list_concat(A, ' ', T), reply_line(T).

remember(my, [_-_, y-Ws|_]) :- !, reflect(Ws, R), atomic_list_concat([your|R], ' ', A), assertz(memory(A)).
remember(_, _).

next_answer(Key, Answers, Answer) :-
    (   retract(asked(Key, I)) -> true ; I = 0 ),
    length(Answers, Len),
    K is I mod Len,
    nth0(K, Answers, Answer),
    J is I + 1,
    assertz(asked(Key, J)).

rule(mother, [seg(_), mother, seg(y)], [['Tell', me, more, about, your, family], ['Who', else, in, your, family, y]]).
rule(need, [seg(_), i, need, seg(y)], [['Why', do, you, need, y, ?], ['Would', it, really, help, you, to, get, y, ?]]).
rule(am, [seg(_), i, am, seg(y)], [['How', long, have, you, been, y, ?], ['Why', are, you, y, ?]]).
rule(my, [seg(x), my, seg(y)], [['Your', y, ?]]).
rule(you, [seg(_), you, seg(y), me], [['What', makes, you, think, 'I', y, you, ?]]).
rule(no, [no|_], [['Why', not, ?]]).

match([], [], []).
match([seg(Name)|Ps], Words, [Name-Seg|Bs]) :-
    append(Seg, Rest, Words),
    match(Ps, Rest, Bs).
match([P|Ps], [P|Ws], Bs) :- atom(P), match(Ps, Ws, Bs).
match(Ps, _, []) :- var(Ps).

fill([], _, []).
fill([W|Ws], Bs, Out) :-
    (   atom(W), member(K-Seg, Bs), K == W
    ->  reflect(Seg, R), append(R, Out1, Out)
    ;   Out = [W|Out1]
    ),
    fill(Ws, Bs, Out1).

reflect([], []).
reflect([W|Ws], [R|Rs]) :- ( mirror(W, R) -> true ; R = W ), reflect(Ws, Rs).
mirror(i, you).
mirror(my, your).
mirror(me, you).
mirror(am, are).
mirror(you, 'I').
mirror(your, my).

reply_line(T) :- format("> ~w~n", [T]).
% stdin: I need a holiday
% stdin: Well, my cat ignores everyone.
% stdin: I am very tired of my work
% stdin: No!
% stdin: you do not like me
% stdin:
% stdin: My mother is here.
% stdin: What?
% stdin: hmm
% stdin: hmm again
% stdin: quit
% expect: > Hello. How are you feeling today?
% expect: > Why do you need a holiday ?
% expect: > Your cat ignores everyone ?
% expect: > How long have you been very tired of your work ?
% expect: > Why not ?
% expect: > What makes you think I do not like you ?
% expect: > Please say something.
% expect: > Tell me more about your family
% expect: > Earlier you said your cat ignores everyone. Tell me more.
% expect: > Go on
% expect: > I see
% expect: > Goodbye.
